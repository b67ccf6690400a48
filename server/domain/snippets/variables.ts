/**
 * What stands for a value in a snippet: `{{contact.first_name}}`, or `{{contact.first_name|there}}` with what
 * to write when nothing is known. A name begins right behind the braces or after spaces.
 */
const VARIABLE = /\{\{\s*([^\s{}][^{}]*)\}\}/g;

/** The names every organization has; besides them `contact.<field>` for each custom field of its contacts. */
export const VARIABLE_NAMES = [
  'contact.name',
  'contact.first_name',
  'contact.number',
  'agent.name',
  'agent.first_name',
  'service.name',
  'organization.name',
] as const;

export interface Variable {
  name: string;
  /** Written when nothing is known; '' is meant, null = there is none. */
  fallback: string | null;
  /** Where "{{" stands, and how much belongs to the variable, in UTF-16 units. */
  at: number;
  length: number;
}

/** Every variable of a text, in order, whatever its name. Linear in the text. */
export function variablesIn(text: string): Variable[] {
  return [...text.matchAll(VARIABLE)].map(({ 0: whole, 1: inside = '', index }) => {
    const bar = inside.indexOf('|');
    return {
      name: (bar === -1 ? inside : inside.slice(0, bar)).trim(),
      fallback: bar === -1 ? null : inside.slice(bar + 1).trim(),
      at: index,
      length: whole.length,
    };
  });
}

/** The names still to be filled in, each once. A text that has any must not be sent. */
export function unresolvedVariables(text: string): string[] {
  return [...new Set(variablesIn(text).map(({ name }) => name))];
}
