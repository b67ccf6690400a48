/** A user named in a note stands in its body as `@[<user id>]`: names change, ids do not. */
const MENTION = /@\[([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\]/g;

export type NotePart = { text: string } | { userId: string };

/** How a user is named inside a note's body. */
export function mentionOf(userId: string): string {
  return `@[${userId}]`;
}

/** The users whom a note names, each once, in the order in which they come. */
export function readMentions(body: string): string[] {
  return [...new Set(Array.from(body.matchAll(MENTION), (match) => match[1] ?? ''))];
}

/** A note's body in pieces to show: texts (never empty) and the people between them. */
export function noteParts(body: string): NotePart[] {
  const parts: NotePart[] = [];
  let from = 0;
  for (const match of body.matchAll(MENTION)) {
    if (match.index > from) parts.push({ text: body.slice(from, match.index) });
    parts.push({ userId: match[1] ?? '' });
    from = match.index + match[0].length;
  }
  if (from < body.length) parts.push({ text: body.slice(from) });
  return parts;
}

/** An `@` that begins a name: not the one inside an e-mail address. */
const NAMING = /(?<![\p{L}\p{N}_])@/gu;
/** What makes a longer word, or a double name, of the name before it. */
const GOES_ON = /^(?:[\p{L}\p{M}\p{N}_]|-\p{L})/u;

/**
 * What was typed with names, as it is stored: each whole `@Name` of somebody in `people` becomes their token.
 * The longest name that fits is meant: "@Anna Meyer" is not read as "@Anna", and "@Annabel" names no Anna.
 */
export function withMentions(typed: string, people: readonly { id: string; name: string }[]): string {
  const longestFirst = people
    .filter(({ name }) => name !== '')
    .toSorted((a, b) => b.name.length - a.name.length);
  let body = '';
  let from = 0;
  for (const { index } of typed.matchAll(NAMING)) {
    const begin = index + 1;
    const named = longestFirst.find(({ name }) => {
      const end = begin + name.length;
      return typed.startsWith(name, begin) && !GOES_ON.test(typed.slice(end, end + 4));
    });
    // Part of a name that was taken already.
    if (!named || index < from) continue;
    body += typed.slice(from, index) + mentionOf(named.id);
    from = begin + named.name.length;
  }
  return body + typed.slice(from);
}

/** The people whose name, or a word of it, begins with what was typed after the `@`. */
export function matchPeople<P extends { name: string }>(query: string, people: readonly P[]): P[] {
  const wanted = fold(query);
  return people.filter(({ name }) => {
    const folded = fold(name);
    return folded.startsWith(wanted) || folded.split(' ').some((word) => word.startsWith(wanted));
  });
}

function fold(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
