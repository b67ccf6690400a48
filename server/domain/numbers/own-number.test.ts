import { expect, it } from 'vitest';
import { readOwnNumber } from './own-number';

it.each([
  ['+14155550188', { ok: true, e164: '+14155550188', country: 'US', kind: 'local' }],
  ['+447400123456', { ok: true, e164: '+447400123456', country: 'GB', kind: 'mobile' }],
  ['+18335550188', { ok: true, e164: '+18335550188', country: 'US', kind: 'toll_free' }],
  ['+493012345678', { ok: true, e164: '+493012345678', country: 'DE', kind: 'local' }],
])('reads country and kind off %s', (e164, expected) => {
  expect(readOwnNumber(e164)).toEqual(expected);
});

it.each([
  ['+448001234567', 'toll_free_country'],
  ['+80012345678', 'no_country'],
  ['4155550188', 'country_needed'],
  ['+1415', 'number_invalid'],
])('refuses %s: %s', (e164, reason) => {
  expect(readOwnNumber(e164)).toMatchObject({ ok: false, reason });
});
