/**
 * Whether a label answers what was typed: letters that begin its words, in their order, such as "as me" or "atm" for
 * "Assign to me". Stricter than the fuzzy search of places and people, since Enter runs what is found: who types a
 * customer's name must not do something to the open conversation because its letters are in there somewhere.
 */
export function answers(query: string, label: string): boolean {
  const letters = fold(query).replace(/[^\p{L}\p{N}]+/gu, '');
  const words = fold(label).match(/[\p{L}\p{N}]+/gu) ?? [];
  /** How many letters the words so far can have taken: each takes some of its beginning, or none. */
  let taken = new Set([0]);
  for (const word of words) {
    const after = new Set(taken);
    for (const from of taken) {
      for (let i = 0; i < word.length && word[i] === letters[from + i]; i += 1) after.add(from + i + 1);
    }
    taken = after;
  }
  return taken.has(letters.length);
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
