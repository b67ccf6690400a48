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

  it('are made of the names that were typed, the longest first', () => {
    expect(withMentions('@Anna Meyer and @Anna, not anna@Annas', [ANN, ANNA])).toBe(
      `${mentionOf(ANNA.id)} and ${mentionOf(ANN.id)}, not anna${mentionOf(ANN.id)}s`,
    );
    expect(withMentions('mail me @ noon', [ANN])).toBe('mail me @ noon');
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
