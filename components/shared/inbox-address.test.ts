import { expect, it } from 'vitest';
import { type InboxPlace, placeHref, readPlace } from './inbox-address';

const ID = '0190a000-0000-7000-8000-000000000001';
const read = (href: string) => {
  const url = new URL(href, 'http://localhost');
  return readPlace(url.pathname, url.searchParams);
};

it('a place survives its way through the address', () => {
  const nowhere = read('/inbox');
  const places: InboxPlace[] = [
    { ...nowhere, tab: 'waiting' },
    { ...nowhere, view: 'failed', serviceId: ID },
    { ...nowhere, view: 'mine', tab: 'unread', labelId: ID, conversationId: ID, q: 'a & b', at: 42 },
    { ...nowhere, conversationId: ID, at: 42, find: 'c d' },
  ];
  for (const place of places) expect(read(placeHref(place))).toEqual(place);
});

it('what is no place of ours becomes the plain inbox', () => {
  expect(read('/inbox/not-an-id?view=everything&tab=oldest')).toEqual({
    view: 'all',
    tab: 'latest',
    serviceId: null,
    labelId: null,
    q: null,
    at: null,
    find: null,
    conversationId: null,
  });
});

it('nothing is looked for where nothing was typed, and no more than a search takes', () => {
  expect(read('/inbox?q=%20').q).toBeNull();
  expect(read(`/inbox?q=${'x'.repeat(300)}`).q).toHaveLength(200);
});

it('a tab that a list does not have is its first one', () => {
  expect(read('/inbox?view=done&tab=unread').tab).toBe('latest');
  expect(read(`/inbox?label=${ID}&tab=waiting`).tab).toBe('latest');
});
