import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answers } from './answers';

describe('answers', () => {
  it.each([
    ['assign', 'Assign to me'],
    ['as me', 'Assign to me'],
    ['asme', 'Assign to me'],
    ['atm', 'Assign to me'],
    ['me', 'Assign to me'],
    ['ü', 'Uber alles'],
    ['go m', 'Go to Mentions'],
    ['', 'Anything'],
  ])('"%s" finds "%s"', (query, label) => {
    expect(answers(query, label)).toBe(true);
  });

  it.each([
    ['lena', 'Leave the conversation'],
    ['ben', 'Block this customer'],
    ['me assign', 'Assign to me'],
    ['sign', 'Assign to me'],
    ['mentionsx', 'Go to Mentions'],
  ])('"%s" does not find "%s"', (query, label) => {
    expect(answers(query, label)).toBe(false);
  });

  it('finds every label by the beginnings of its words, however long they are', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const cut = fc.tuple(word, fc.nat({ max: 8 }));
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 6 }), (cuts) => {
        const label = cuts.map(([text]) => text).join(' ');
        expect(answers(cuts.map(([text, length]) => text.slice(0, length)).join(''), label)).toBe(true);
      }),
    );
  });

  it('does not try all ways to divide a query among words: that would take for ever here', () => {
    expect(answers(`${'a'.repeat(60)}b`, Array(60).fill('a'.repeat(60)).join(' '))).toBe(false);
  });
});
