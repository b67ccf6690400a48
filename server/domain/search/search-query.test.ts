import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptOf, markWords, prefixTerm, readSearchQuery, wordsToMark } from './search-query';

describe('readSearchQuery', () => {
  it.each([
    ['dishwasher leaking', ['dishwasher', 'leaking'], null],
    ['  Müller,  MÜLLER ', ['müller'], null],
    ['WX-4410', ['wx', '4410'], null],
    ['+39 340 12', ['39', '340', '12'], '3934012'],
    ['(415) 555-0188', ['415', '555', '0188'], '4155550188'],
    ['12', ['12'], null],
    ['', [], null],
    ["'); drop table messages --", ['drop', 'table', 'messages'], null],
    ['👩‍👩‍👧', [], null],
  ])('%j looks for words and digits', (text, words, digits) => {
    expect(readSearchQuery(text)).toEqual({ words, digits });
  });

  it('gives words of letters and digits only, few and short, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { words } = readSearchQuery(text);
        expect(words.length).toBeLessThanOrEqual(8);
        for (const word of words) {
          expect(word.length).toBeLessThanOrEqual(60);
          expect(prefixTerm(word)).toMatch(
            /^(?:'[\p{L}\p{N}]+':\*|\('[\p{L}\p{N}]+':\* \| '-[\p{L}\p{N}]+':\*\))$/u,
          );
        }
      }),
    );
  });
});

describe('a text that was found', () => {
  it('is marked where words begin with what was typed, in any case', () => {
    expect(markWords('The Parcel of a parcelling firm', ['parcel'])).toEqual([
      { text: 'The ', hit: false },
      { text: 'Parcel', hit: true },
      { text: ' of a ', hit: false },
      { text: 'parcel', hit: true },
      { text: 'ling firm', hit: false },
    ]);
  });

  it('is marked, too, where the database found a word by its stem, each once', () => {
    const enclosed =
      'Two \u0002Deliveries\u0003 of \u0002parcels\u0003, \u0002deliveries\u0003 \u0002late\u0003';
    expect(wordsToMark(enclosed, ['delivery', 'parc', 'later'])).toEqual([
      'delivery',
      'parc',
      'later',
      'deliveries',
      'late',
    ]);
    expect(wordsToMark('nothing \u0002 of the kind', ['a'])).toEqual(['a']);
  });

  it('is cut to a line around the first hit', () => {
    const parts = excerptOf(`${'far away '.repeat(60)}needle${' and more'.repeat(60)}`, ['needle']);
    expect(parts[0]).toEqual({ text: '…', hit: false });
    expect(parts.at(-1)).toEqual({ text: '…', hit: false });
    expect(parts.filter(({ hit }) => hit)).toEqual([{ text: 'needle', hit: true }]);
    expect(parts.map(({ text }) => text).join('').length).toBeLessThan(170);
  });

  it('loses and adds nothing; a short one is not cut, and is one line', () => {
    const wanted = fc.array(fc.string({ maxLength: 5 }), { maxLength: 4 });
    const whole = (parts: { text: string }[]) => parts.map(({ text }) => text).join('');
    fc.assert(
      fc.property(fc.string({ maxLength: 100 }), wanted, (text, words) => {
        expect(whole(markWords(text, words))).toBe(text);
        expect(whole(excerptOf(text, words))).toBe(text.replace(/\s+/g, ' '));
      }),
    );
  });
});
