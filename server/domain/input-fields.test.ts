import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { addConnectionInput } from './connections/inputs';
import {
  assignConversationInput,
  createConversationInput,
  listConversationsInput,
  markReadInput,
} from './conversations/inputs';
import { saveDraftInput, sendMessageInput } from './messages/inputs';
import { addNumberInput } from './numbers/inputs';
import { createOrganizationInput } from './organizations/inputs';
import { createServiceInput } from './services/inputs';
import { ORDINARY_BEHAVIOUR } from './simulator/handset';
import { createHandsetInput, setHandsetBehaviourInput, writeFromHandsetInput } from './simulator/inputs';
import { createUserInput } from './users/inputs';

const ID = '0199a1b2-0000-7000-8000-000000000001';
const V4 = '3f0e1f7c-58f3-4c37-9c43-3d6f8d2f7b10';

const VALID: [string, z.ZodType, Record<string, unknown>][] = [
  ['createConversation', createConversationInput, { serviceId: V4, to: '+1 415 555 0188', country: 'US' }],
  ['listConversations', listConversationsInput, { view: 'mine', limit: 50 }],
  ['markRead', markReadInput, { conversationId: ID, seq: 0 }],
  ['assignConversation', assignConversationInput, { conversationId: ID, assigneeId: null }],
  ['sendMessage', sendMessageInput, { id: ID, conversationId: V4, text: 'Ciao 👋\n' }],
  ['saveDraft', saveDraftInput, { conversationId: ID, text: '', revision: 0 }],
  ['createHandset', createHandsetInput, { name: 'Ann' }],
  ['writeFromHandset', writeFromHandsetInput, { id: ID, handsetId: ID, to: '+14155550188', text: 'Hi' }],
  ['setHandsetBehaviour', setHandsetBehaviourInput, { handsetId: ID, behaviour: ORDINARY_BEHAVIOUR }],
  [
    'createOrganization',
    createOrganizationInput,
    {
      slug: 'acme',
      name: 'Acme',
      region: 'US',
      platformVersion: '6.05.20240501.1',
      timeZone: 'America/Chicago',
    },
  ],
  ['createUser', createUserInput, { email: 'a@b.example', role: 'agent', licence: 'business' }],
  ['addConnection', addConnectionInput, { kind: 'twilio', name: 'T', credentials: { a: 1 }, rate: 0 }],
  ['addNumber', addNumberInput, { connectionId: ID, e164: '+14155550188' }],
  ['createService', createServiceInput, { name: 'Support', memberEmails: ['a@b.example'] }],
];

describe('every input', () => {
  it.each(VALID)('%s takes what is right as it is', (_, schema, value) => {
    expect(schema.parse(value)).toEqual(value);
  });

  it.each(VALID)('%s refuses a field it does not know', (_, schema, value) => {
    expect(schema.safeParse({ ...value, organizationId: 1 }).success).toBe(false);
  });

  it.each(
    VALID,
  )('%s refuses NUL, lone surrogates, 100 KB and a wrong type in each of its fields', (_, schema, value) => {
    for (const [field, good] of Object.entries(value)) {
      const strange: unknown[] =
        typeof good === 'string' ? ['a\u0000', '\uD83D', 'a'.repeat(100_000), 5, {}, null] : ['x', NaN, []];
      for (const bad of strange) {
        // Credentials are judged by their adapter, members may be an empty list.
        if (Array.isArray(bad) && field === 'memberEmails') continue;
        expect({ field, bad, taken: schema.safeParse({ ...value, [field]: bad }).success }).toEqual({
          field,
          bad,
          taken: false,
        });
      }
    }
  });
});

describe('particular inputs', () => {
  it('fill in what was left out', () => {
    expect(listConversationsInput.parse({ view: 'all' })).toEqual({ view: 'all', limit: 50 });
    expect(listConversationsInput.safeParse({ view: 'done', tab: 'unread' }).success).toBe(false);
    expect(
      createOrganizationInput.parse({
        slug: 'a',
        name: ' A ',
        region: 'IT',
        platformVersion: '6.05.20240501.1',
      }),
    ).toMatchObject({ name: 'A', timeZone: 'Europe/Rome' });
    expect(addConnectionInput.parse({ kind: 'simulator', name: 'S', credentials: {} })).toMatchObject({
      rate: 0,
    });
  });

  it('keep the text of a message as it was typed', () => {
    const text = '  e\u0301 \r\n';
    expect(sendMessageInput.parse({ id: ID, conversationId: ID, text })).toMatchObject({ text });
  });

  it('take ids in capitals for the same ids', () => {
    expect(markReadInput.parse({ conversationId: ID.toUpperCase(), seq: 1 })).toMatchObject({
      conversationId: ID,
    });
  });

  it('want a UUIDv7 for what the caller makes', () => {
    expect(sendMessageInput.safeParse({ id: V4, conversationId: ID, text: '' }).success).toBe(false);
  });

  it.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'api.twilio.com',
  ])('refuse %s as an API address', (apiBaseUrl) => {
    expect(
      addConnectionInput.safeParse({ kind: 'twilio', name: 'T', credentials: {}, apiBaseUrl }).success,
    ).toBe(false);
  });

  it.each(['+02:00', 'Mars/Olympus', ''])('refuse %j as a time zone', (timeZone) => {
    const organization = { slug: 'a', name: 'A', region: 'US', platformVersion: '6.05.20240501.1', timeZone };
    expect(createOrganizationInput.safeParse(organization).success).toBe(false);
  });
});
