import { expect, it } from 'vitest';
import { type InboxPlace, placeHref, readPlace } from './inbox-address';

const ID = '0190a000-0000-7000-8000-000000000001';
const read = (href: string) => {
  const url = new URL(href, 'http://localhost');
  return readPlace(url.pathname, url.searchParams);
};

it('a place survives its way through the address', () => {
  const places: InboxPlace[] = [
    { view: 'all', serviceId: null, labelId: null, conversationId: null, at: null },
    { view: 'failed', serviceId: ID, labelId: null, conversationId: null, at: null },
    { view: 'mine', serviceId: null, labelId: ID, conversationId: ID, at: 42 },
  ];
  for (const place of places) expect(read(placeHref(place))).toEqual(place);
});

it('what is no place of ours becomes the plain inbox', () => {
  expect(read('/inbox/not-an-id?view=everything')).toEqual({
    view: 'all',
    serviceId: null,
    labelId: null,
    at: null,
    conversationId: null,
  });
});
