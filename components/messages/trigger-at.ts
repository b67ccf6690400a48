export interface Trigger {
  char: string;
  /** Where the trigger stands, in UTF-16 units. */
  from: number;
  /** What was typed behind it. */
  query: string;
}

/** A word that is longer asks for nothing any more. */
const LONGEST = 30;

/**
 * The word at the caret when it begins with one of the trigger characters: what a menu of suggestions is
 * asked for. Null inside other words, so that "a/b", "3;4" and e-mail addresses ask for nothing.
 */
export function triggerAt(text: string, caret: number, chars: string): Trigger | null {
  const word = /\S*$/.exec(text.slice(0, caret))?.[0] ?? '';
  const char = word[0];
  if (char === undefined || !chars.includes(char) || word.length > LONGEST) return null;
  return { char, from: caret - word.length, query: word.slice(1) };
}
