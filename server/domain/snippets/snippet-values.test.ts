import { describe, expect, it } from 'vitest';
import { fillSnippet } from './snippet';
import { snippetValues } from './snippet-values';
import { VARIABLE_NAMES } from './variables';

const HERE = {
  contact: { name: ' Maria  Rossi', fields: { Tariff: 'Flex', name: 'not this', Note: ' ' } },
  number: '(415) 555-0177',
  agent: 'Anna Meyer',
  service: 'Support',
  organization: 'Polar Appliances',
};
const fill = (text: string, change: Partial<Parameters<typeof snippetValues>[0]> = {}) =>
  fillSnippet(text, snippetValues({ ...HERE, ...change }));

describe('snippetValues', () => {
  it('knows every variable that organizations have', () => {
    for (const name of VARIABLE_NAMES) expect(fill(`{{${name}}}`).unresolved).toEqual([]);
  });

  it('fills in the contact’s own fields, and never lets one hide the name', () => {
    expect(fill('{{contact.first_name}}, {{contact.name}}: {{contact.Tariff}}')).toEqual({
      text: 'Maria, Maria  Rossi: Flex',
      unresolved: [],
    });
  });

  it('names what nobody knows: blank fields, fields of others, everything of a stranger', () => {
    expect(fill('{{contact.Note}} {{contact.Plan}}').unresolved).toEqual(['contact.Note', 'contact.Plan']);
    const stranger = fill('{{contact.first_name|there}} {{contact.name}} {{contact.Tariff}}', {
      contact: null,
    });
    expect(stranger).toEqual({
      text: 'there {{contact.name}} {{contact.Tariff}}',
      unresolved: ['contact.name', 'contact.Tariff'],
    });
    expect(fill('{{service.name}}', { service: null }).unresolved).toEqual(['service.name']);
  });
});
