import type { ContactView } from '../contacts/contact';
import type { VARIABLE_NAMES } from './variables';

interface Surroundings {
  /** What the organization knows of the customer; null = nothing. */
  contact: Pick<ContactView, 'name' | 'fields'> | null;
  /** The customer's number as people read it. */
  number: string;
  agent: string;
  /** Null in direct conversations. */
  service: string | null;
  organization: string;
}

/** What the variables of snippets stand for in one conversation, by their names; blank = nobody knows. */
export function snippetValues({
  contact,
  number,
  agent,
  service,
  organization,
}: Surroundings): Record<string, string | null> {
  const fields = Object.entries(contact?.fields ?? {}).map(([field, value]) => [`contact.${field}`, value]);
  const always: Record<(typeof VARIABLE_NAMES)[number], string | null> = {
    'contact.name': contact?.name ?? null,
    'contact.first_name': contact ? firstOf(contact.name) : null,
    'contact.number': number,
    'agent.name': agent,
    'agent.first_name': firstOf(agent),
    'service.name': service,
    'organization.name': organization,
  };
  // A field that somebody called "name" does not hide the name.
  return { ...Object.fromEntries(fields), ...always };
}

function firstOf(name: string): string {
  return name.trim().split(/\s+/)[0] ?? '';
}
