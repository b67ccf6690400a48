import { VARIABLE_NAMES, type Variable, variablesIn } from './variables';

/** Whose a snippet is: one user's own, a Service's, or everybody's. */
export const SNIPPET_SCOPES = ['personal', 'service', 'organization'] as const;
export type SnippetScope = (typeof SNIPPET_SCOPES)[number];

/** A snippet as screens and events see it. */
export interface Snippet {
  id: string;
  scope: SnippetScope;
  /** Set for the scope `service` only. */
  serviceId: string | null;
  /** Set for the scope `personal` only. */
  ownerId: string | null;
  name: string;
  /** What is typed behind "/" to find it at once. */
  shortcut: string | null;
  text: string;
  version: number;
}

export type VariablesReading =
  | { ok: true; variables: Variable[] }
  | { ok: false; reason: 'unknown_variable' | 'malformed_variable'; message: string; at: number };

/**
 * The variables of a snippet that somebody writes.
 * @param fields the custom fields that contacts have; without it every field name will do
 */
export function readVariables(text: string, fields?: readonly string[]): VariablesReading {
  const variables = variablesIn(text);
  const unknown = variables.find(({ name }) => !isVariableName(name, fields));
  if (unknown) {
    const message = `“${unknown.name.slice(0, 60)}” is not a variable.`;
    return { ok: false, reason: 'unknown_variable', message, at: unknown.at };
  }
  let from = 0;
  for (const { at, length } of [...variables, { at: text.length, length: 0 }]) {
    const open = text.slice(from, at).indexOf('{{');
    if (open !== -1) {
      const message = 'A variable begins with {{, has a name and ends with }}.';
      return { ok: false, reason: 'malformed_variable', message, at: from + open };
    }
    from = at + length;
  }
  return { ok: true, variables };
}

/** Names of custom fields that can stand in a variable, at most 40 units long. */
const FIELD_NAME = /^[\p{L}\p{N}][^{}|\r\n]{0,39}$/u;

function isVariableName(name: string, fields?: readonly string[]): boolean {
  if (VARIABLE_NAMES.some((known) => known === name)) return true;
  if (!name.startsWith('contact.')) return false;
  const field = name.slice('contact.'.length);
  return fields ? fields.includes(field) : FIELD_NAME.test(field);
}

/**
 * The snippet with its values in place, in one pass: a value that looks like a variable stays text.
 * A blank value counts as none.
 * @param values by the variable's name
 * @returns `unresolved`: the names that have neither a value nor a fallback, each once; they stay in the text
 */
export function fillSnippet(
  text: string,
  values: Readonly<Record<string, string | null | undefined>>,
): { text: string; unresolved: string[] } {
  const unresolved = new Set<string>();
  let filled = '';
  let from = 0;
  for (const { name, fallback, at, length } of variablesIn(text)) {
    const value = Object.hasOwn(values, name) ? values[name]?.trim() : undefined;
    const known = value ? value : fallback;
    if (known === null) unresolved.add(name);
    filled += text.slice(from, at) + (known ?? text.slice(at, at + length));
    from = at + length;
  }
  return { text: filled + text.slice(from), unresolved: [...unresolved] };
}
