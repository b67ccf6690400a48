import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countSegments } from './segments';
import { transliterate } from './transliterate';

describe('transliterate', () => {
  it.each([
    ['“It’s on – really…”', '"It\'s on - really..."'],
    ['10\u00A0000\u202F€', '10 000 €'],
    ['a\u200Bb\u00ADc\uFEFF', 'abc'],
    ['ＳＴＯＰ！', 'STOP!'],
    ['｀', "'"],
    ['«Oui»', '"Oui"'],
  ])('makes %j fit into GSM-7 as %j', (text, expected) => {
    expect(transliterate(text)).toBe(expected);
    expect(countSegments(expected).encoding).toBe('GSM-7');
  });

  it('leaves letters, emoji and what GSM-7 has as they are', () => {
    for (const text of ['Žofie, ça va? 😀', 'è ü € [x] ¿', '']) expect(transliterate(text)).toBe(text);
  });

  it('leaves only characters without a replacement, and doing it twice changes nothing', () => {
    const char = fc.oneof(
      fc.nat(0xffff).map((code) => String.fromCharCode(code)),
      fc.constantFrom('’', '…', 'ﬁ', '・'),
    );
    fc.assert(
      fc.property(fc.string({ unit: char }), (text) => {
        const done = transliterate(text);
        expect(transliterate(done)).toBe(done);
        expect(countSegments(done).culprits.every(({ replacement }) => replacement === null)).toBe(true);
      }),
    );
  });
});
