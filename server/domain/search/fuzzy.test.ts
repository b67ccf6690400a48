import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fuzzyScore } from './fuzzy';

const best = (query: string, texts: string[]) =>
  texts
    .flatMap((text) => {
      const score = fuzzyScore(query, text);
      return score === null ? [] : [{ text, score }];
    })
    .toSorted((a, b) => b.score - a.score)
    .map(({ text }) => text);

it.each([
  ['am', ['Mark as unread', 'Assign to me', 'Amber'], ['Amber', 'Assign to me']],
  ['done', ['Mark as done', 'Condone', 'Done'], ['Done', 'Mark as done', 'Condone']],
  ['KONNEN', ['Können Sie'], ['Können Sie']],
  ['snz', ['Snooze'], ['Snooze']],
  ['xyz', ['Snooze'], []],
])('%s finds the best first', (query, texts, found) => {
  expect(best(query, texts)).toEqual(found);
});

it('finds every text by its own beginning, and nothing in a text that lacks a letter', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 30 }), fc.nat(30), (text, length) => {
      expect(fuzzyScore(text.slice(0, length), text)).not.toBeNull();
      expect(fuzzyScore(`${text}☃`, text)).toBeNull();
    }),
  );
});
