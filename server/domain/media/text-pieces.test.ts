import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textPieces } from './text-pieces';

const words = (text: string) => text.split(/\s+/).join('');

describe('a text file as texts', () => {
  it.each([
    ['nothing', '', []],
    ['only white space', ' \n ', []],
    ['a short one', 'Hello', ['Hello']],
    ['exactly one full', 'x'.repeat(4_500), ['x'.repeat(4_500)]],
    ['one over', 'x'.repeat(4_501), ['x'.repeat(4_500), 'x']],
  ])('%s', (_, text, expected) => {
    expect(textPieces(text)).toEqual(expected);
  });

  it('is cut between lines, else between words', () => {
    expect(textPieces('aaaa bbb\nccc', 10)).toEqual(['aaaa bbb', 'ccc']);
    expect(textPieces('aaaa bbbb ccc', 10)).toEqual(['aaaa bbbb', 'ccc']);
  });

  it('is never cut inside a character', () => {
    expect(textPieces('xx😀😀', 3)).toEqual(['xx', '😀', '😀']);
  });

  it('loses nothing but white space at the cuts, and no piece is too long or empty', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.integer({ min: 2, max: 60 }),
        (text, limit) => {
          const pieces = textPieces(text, limit);
          for (const piece of pieces) {
            expect(piece.length).toBeLessThanOrEqual(limit);
            expect(piece).not.toBe('');
            expect(piece.isWellFormed()).toBe(true);
          }
          expect(words(pieces.join(' '))).toBe(words(textPieces(text, 10_000).join(' ')));
        },
      ),
    );
  });
});
