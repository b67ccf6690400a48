import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPeople, mentionOf, noteParts, readMentions, withMentions } from './mentions';

const ANNA = { id: '0193b0a0-0000-7000-8000-00000000000a', name: 'Anna Meyer' };
const ANN = { id: '0193b0a0-0000-7000-8000-00000000000b', name: 'Anna' };

describe('mentions in notes', () => {
  it('give the body back, whatever stands around them', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('@[', ']', '@[]', '@', '@[x]', '[', '@@['),
      fc.uuid().map(mentionOf),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const body = pieces.join('');
        const parts = noteParts(body);
        expect(parts.map((part) => ('text' in part ? part.text : mentionOf(part.userId))).join('')).toBe(
          body,
        );
        const named = parts.flatMap((part) => ('userId' in part ? [part.userId] : []));
        expect(readMentions(body)).toEqual([...new Set(named)]);
      }),
    );
  });

  it.each([
    ['@Anna Meyer and @Anna, please', `${mentionOf(ANNA.id)} and ${mentionOf(ANN.id)}, please`],
    [
      '(@Anna) @Anna’s turn. @Anna',
      `(${mentionOf(ANN.id)}) ${mentionOf(ANN.id)}’s turn. ${mentionOf(ANN.id)}`,
    ],
    ['@Anna Meyers', `${mentionOf(ANN.id)} Meyers`],
    ['@Annabel and @Anna-Maria, @Anna2', '@Annabel and @Anna-Maria, @Anna2'],
    ['write to info@Anna', 'write to info@Anna'],
    ['mail me @ noon', 'mail me @ noon'],
  ])('are made of whole names, the longest that fits: %s', (typed, body) => {
    expect(withMentions(typed, [ANN, ANNA])).toBe(body);
  });

  it('name exactly those whose whole name stands behind an @, and leave everything else as typed', () => {
    const people = [ANN, ANNA, { id: '0193b0a0-0000-7000-8000-00000000000c', name: 'J. (Jo) *Å' }];
    const piece = fc.constantFrom(
      ...people.map(({ name }) => name),
      '@',
      ' ',
      'bel',
      '-M',
      '.',
      '7',
      '@@',
      'Å',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const typed = pieces.join('');
        const nameOf = (id: string) => people.find((one) => one.id === id)?.name ?? '';
        let at = 0;
        for (const part of noteParts(withMentions(typed, people))) {
          const written = 'text' in part ? part.text : `@${nameOf(part.userId)}`;
          const before = typed[at - 1] ?? ' ';
          expect(typed.slice(at, at + written.length)).toBe(written);
          at += written.length;
          if ('userId' in part) expect(typed.slice(at)).not.toMatch(/^[\p{L}\p{N}]/u);
          // No name stands alone in what was left as text; one behind a letter is part of an address.
          else expect(before + written).not.toMatch(/\s@Anna(?: |$)/);
        }
        expect(at).toBe(typed.length);
      }),
    );
  });

  it.each([
    ['', ['Anna Meyer', 'Jürgen Åberg']],
    ['me', ['Anna Meyer']],
    ['anna m', ['Anna Meyer']],
    ['jurg', ['Jürgen Åberg']],
    ['ab', ['Jürgen Åberg']],
    ['eyer', []],
  ])('offer for "%s" whoever’s name has a word that begins so', (query, names) => {
    const people = [{ name: 'Anna Meyer' }, { name: 'Jürgen Åberg' }];
    expect(matchPeople(query, people).map(({ name }) => name)).toEqual(names);
  });
});
