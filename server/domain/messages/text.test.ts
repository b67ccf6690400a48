import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBlank, isStorable, normaliseText } from './text';

const anything = fc.array(fc.oneof(fc.nat(0xffff), fc.constantFrom(0x0a, 0x0d, 0x20, 0x65, 0x301, 0x2028)));
const ofUnits = (units: number[]) => String.fromCharCode(...units);

describe('normaliseText', () => {
  it.each([
    ['e\u0301', 'é'],
    ['a\r\nb\rc\u2028d\ve', 'a\nb\nc\nd\ne'],
    ['Hello  \n\n\t ', 'Hello'],
    ['  indented\n  twice', '  indented\n  twice'],
    [' \r\n ', ''],
  ])('makes %j into %j', (text, expected) => {
    expect(normaliseText(text)).toBe(expected);
  });

  it('changes nothing the second time, and leaves no other line end than LF', () => {
    fc.assert(
      fc.property(anything, (units) => {
        const once = normaliseText(ofUnits(units));
        expect(normaliseText(once)).toBe(once);
        expect(once).not.toMatch(/[\r\v\u0085\u2028\u2029]/);
      }),
    );
  });
});

describe('isStorable', () => {
  it('is true exactly for what comes back from UTF-8 unchanged and holds no NUL', () => {
    expect(isStorable('Ciao 👋')).toBe(true);
    expect(isStorable('a\u0000')).toBe(false);
    expect(isStorable('\uD83D')).toBe(false);
    fc.assert(
      fc.property(anything, (units) => {
        const text = ofUnits(units);
        const survives = Buffer.from(text, 'utf8').toString('utf8') === text && !units.includes(0);
        expect(isStorable(text)).toBe(survives);
      }),
    );
  });
});

describe('isBlank', () => {
  it.each(['', ' \n\t', '\u00A0\u3000', '\u200B\u200D\uFEFF\u00AD', '\u3164'])('is true for %j', (text) => {
    expect(isBlank(text)).toBe(true);
  });

  it.each(['.', 'a', '👋', '\u200Ba'])('is false for %j', (text) => {
    expect(isBlank(text)).toBe(false);
  });
});
