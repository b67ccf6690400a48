/**
 * How well a text answers what was typed, for lists that are short enough to look at whole: the letters must
 * stand in it in their order. Higher is better: runs of letters and beginnings of words count most, and of
 * equal hits the shorter text. @returns null when it does not answer
 */
export function fuzzyScore(query: string, text: string): number | null {
  const wanted = [...fold(query).replace(/\s+/g, '')];
  if (wanted.length === 0) return 0;
  const letters = [...fold(text)];
  let score = 0;
  let at = -1;
  for (const letter of wanted) {
    const next = nextPlace(letters, letter, at);
    if (next === -1) return null;
    const startsWord = next === 0 || !/[\p{L}\p{N}]/u.test(letters[next - 1] ?? '');
    score += next === at + 1 ? 6 : startsWord ? 5 : 1;
    at = next;
  }
  return score - letters.length / 100;
}

/** The next place of a letter: right behind the last hit, else at the beginning of a word, else anywhere. */
function nextPlace(letters: readonly string[], letter: string, after: number): number {
  if (after >= 0 && letters[after + 1] === letter) return after + 1;
  for (let i = after + 1; i < letters.length; i += 1) {
    if (letters[i] === letter && (i === 0 || !/[\p{L}\p{N}]/u.test(letters[i - 1] ?? ''))) return i;
  }
  return letters.indexOf(letter, after + 1);
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
