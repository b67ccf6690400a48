export const SNIPPET_SCOPES = ['personal', 'service', 'organization'] as const;
export type SnippetScope = (typeof SNIPPET_SCOPES)[number];

/** A text that is written again and again: somebody's own, a Service's, or everybody's. */
export interface Snippet {
  id: string;
  scope: SnippetScope;
  /** Of a Service's only. */
  serviceId: string | null;
  name: string;
  /** What is typed to find it at once, without the slash. */
  shortcut: string | null;
  /** May hold variables: `{{contact.first_name|there}}`. */
  text: string;
  version: number;
}

/** What a snippet may ask for. Custom fields of a contact are `contact.<key>`. */
export const SNIPPET_VARIABLES = [
  'contact.name',
  'contact.first_name',
  'contact.number',
  'agent.name',
  'agent.first_name',
  'service.name',
  'organization.name',
] as const;
export type SnippetVariable = (typeof SNIPPET_VARIABLES)[number];

/** What the variables stand for now; what is missing, null or empty falls back, or stays. */
export type SnippetValues = Readonly<Partial<Record<string, string | null>>>;

interface Placeholder {
  name: string;
  /** What to write when there is no value: behind the bar; null = there is none. */
  fallback: string | null;
}

/** `{{name}}` or `{{name|fallback}}`. Neither may hold a brace, so that one match ends where it should. */
const PLACEHOLDER = /\{\{([^{}|]*)(?:\|([^{}]*))?\}\}/g;

export function readVariables(text: string): Placeholder[] {
  return Array.from(text.matchAll(PLACEHOLDER), ([, name = '', fallback]) => ({
    name: name.trim(),
    fallback: fallback?.trim() ?? null,
  }));
}

/** The first name in a snippet that stands for nothing; null when all are known. */
export function unknownVariable(text: string): string | null {
  const unknown = readVariables(text).find(({ name }) => !isVariable(name));
  if (unknown) return unknown.name;
  // Braces that belong to no placeholder would never be filled in.
  return text.replace(PLACEHOLDER, '').includes('{{') ? '{{' : null;
}

function isVariable(name: string): boolean {
  return (SNIPPET_VARIABLES as readonly string[]).includes(name);
}

/** The snippet for one conversation. A variable without value and fallback stays, and is named. */
export function fillSnippet(text: string, values: SnippetValues): { text: string; unresolved: string[] } {
  const unresolved: string[] = [];
  const filled = text.replace(PLACEHOLDER, (place, rawName: string, fallback: string | undefined) => {
    const name = rawName.trim();
    const value = (Object.hasOwn(values, name) ? values[name] : null) || fallback?.trim();
    if (value) return value;
    unresolved.push(name);
    return place;
  });
  return { text: filled, unresolved };
}

/** The first `{{…}}` that still stands in a text, which no customer should read; null when none does. */
export function unresolvedVariable(text: string): string | null {
  return /\{\{[^{}]*\}\}/.exec(text)?.[0] ?? null;
}
