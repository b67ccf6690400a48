import fc from 'fast-check';
import { expect, it } from 'vitest';
import { storableText } from './storable-text';

it('leaves ordinary text alone and marks what cannot be stored', () => {
  expect(storableText('Ciao 👋')).toBe('Ciao 👋');
  expect(storableText('a\u0000b\uD83D')).toBe('a\uFFFDb\uFFFD');
});

it('always survives UTF-8 and never holds a NUL', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(0xffff)), (units) => {
      const stored = storableText(String.fromCharCode(...units));
      expect(Buffer.from(stored, 'utf8').toString('utf8')).toBe(stored);
      expect(stored).not.toContain('\u0000');
    }),
  );
});
