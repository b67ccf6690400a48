import { expect, it } from 'vitest';
import { countryFilteringLinks, linkIn } from './links';

it.each([
  'https://example.com',
  'http://a.b',
  'see www.example.com',
  'example.com/path',
  'HTTPS://EXAMPLE.COM',
  'shop.example.dk/x?y=1',
])('sees a link in %j', (text) => {
  expect(linkIn(text)).toBe('plain');
});

it.each([
  'bit.ly/abc',
  'Go to https://bit.ly/abc.',
  'www.tinyurl.com/x',
  'T.CO/x',
  '(is.gd/x)',
])('sees a short link in %j', (text) => {
  expect(linkIn(text)).toBe('short');
});

it.each([
  'Thanks.Me too',
  'at 5 p.m.',
  'yes/no',
  'https://',
  'rabbit.ly',
  'I said t.com',
  'and/or etc.',
  '',
])('sees no link in %j', (text) => {
  expect(linkIn(text)).toBeNull();
});

it('comes to an end on 20,000 units of the worst text', () => {
  for (const piece of ['a', 'a.', '-', 'a.aa', 'bit.', 'https://\n']) {
    expect(linkIn(piece.repeat(20_000 / piece.length))).toBeNull();
  }
});

it('knows countries that filter links by the customer’s number', () => {
  expect(countryFilteringLinks('+4520123456')).toBe('Denmark');
  expect(countryFilteringLinks('+14155550188')).toBeNull();
  expect(countryFilteringLinks('VERIFY')).toBeNull();
});
