import { expect, it } from 'vitest';
import { saveSnippetInput } from './inputs';

const SNIPPET = {
  id: '01939c5e-5f7b-7c3a-9d2e-0f1a2b3c4d5e',
  scope: 'personal',
  serviceId: null,
  name: 'On our way',
  shortcut: 'OMW',
  text: 'Hi {{contact.first_name|there}}, we are on our way.',
  version: 0,
};
const SERVICE = '01939c5e-5f7b-7c3a-9d2e-0f1a2b3c4d5f';

function messageFor(change: object): string | undefined {
  return saveSnippetInput.safeParse({ ...SNIPPET, ...change }).error?.issues[0]?.message;
}

it('takes a whole snippet, its shortcut in lower case', () => {
  expect(saveSnippetInput.parse(SNIPPET)).toEqual({ ...SNIPPET, shortcut: 'omw' });
  expect(messageFor({ scope: 'service', serviceId: SERVICE })).toBeUndefined();
});

it.each([
  [{ text: 'Hi {{contcat.name}}' }, '“contcat.name” is not a variable.'],
  [{ text: 'Hi {{contact.name' }, 'A variable begins with {{, has a name and ends with }}.'],
  [{ text: ' \n' }, 'A snippet needs a text.'],
  [{ text: 'a'.repeat(1001) }, 'At most 1000 characters.'],
  [{ shortcut: 'on my way' }, 'A shortcut is one word of letters and digits.'],
  [{ scope: 'service' }, 'A Service is named for its own snippets, and only for those.'],
  [{ serviceId: SERVICE }, 'A Service is named for its own snippets, and only for those.'],
])('refuses %j with a sentence', (change, message) => {
  expect(messageFor(change)).toBe(message);
});
