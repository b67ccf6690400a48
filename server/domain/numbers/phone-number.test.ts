import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePhoneNumber } from './phone-number';

function outcome(input: string, country?: string): string {
  const read = parsePhoneNumber(input, country);
  return read.ok ? `${read.e164} ${read.country} ${read.type}` : read.reason;
}

describe('parsePhoneNumber', () => {
  it.each([
    ['+1 (415) 555-0188', undefined, '+14155550188 US fixed_line_or_mobile'],
    ['415.555.0188', 'US', '+14155550188 US fixed_line_or_mobile'],
    ['+44 (0)7400 123456', undefined, '+447400123456 GB mobile'],
    ['07400 123456', 'GB', '+447400123456 GB mobile'],
    ['20 12 34 56', 'DK', '+4520123456 DK fixed_line_or_mobile'],
    ['+39 347 123 4567', 'US', '+393471234567 IT mobile'],
    ['0049 1511 2345678', undefined, '+4915112345678 DE mobile'],
    ['0049 1511 2345678', 'GB', '+4915112345678 DE mobile'],
    ['0049 1511 2345678', 'US', '+4915112345678 DE mobile'],
    ['011 49 1511 2345678', 'US', '+4915112345678 DE mobile'],
    ['001 49 1511 2345678', 'SG', '+4915112345678 DE mobile'],
    ['+１４１５５５５０１８８', undefined, '+14155550188 US fixed_line_or_mobile'],
    ['  +4917012345678\n', undefined, '+4917012345678 DE mobile'],
  ])('accepts %s with country %s', (input, country, expected) => {
    expect(outcome(input, country)).toBe(expected);
  });

  it.each([
    ['4165550123', 'US', 'CA'],
    ['+1 876 555 0123', 'US', 'JM'],
    ['+1 242 359 1234', 'US', 'BS'],
    ['+1 787 555 0123', 'US', 'PR'],
    ['+44 7624 123456', 'GB', 'IM'],
  ])('gives %s its own country, not that of the form', (input, form, country) => {
    expect(parsePhoneNumber(input, form)).toMatchObject({ ok: true, country });
  });

  it.each([
    ['+49 30 123456', 'fixed_line'],
    ['+39 06 1234 5678', 'fixed_line'],
    ['+44 1534 123456', 'fixed_line'],
    ['+1 800 555 0199', 'toll_free'],
    ['+800 1234 5678', 'toll_free'],
    ['+1 900 555 0199', 'premium_rate'],
    ['+44 70 1234 5678', 'personal_number'],
    ['+65 3123 4567', 'voip'],
    ['+882 16 1234 56789', 'voip'],
    ['+881 6 1234 5678', 'no_country'],
  ])('refuses %s as a recipient: %s', (input, reason) => {
    expect(outcome(input)).toBe(reason);
  });

  it.each([
    ['', 'US', 'number_missing'],
    ['   ', undefined, 'number_missing'],
    ['call +1 201 555 0123 now', 'US', 'number_malformed'],
    ['1-800-FLOWERS', 'US', 'number_malformed'],
    ['3.93471E+11', 'IT', 'number_malformed'],
    ['tel:+12015550123', undefined, 'number_malformed'],
    ['+1 201 555 0123, +1 201 555 0124', undefined, 'number_malformed'],
    ['4155550188', undefined, 'country_needed'],
    ['4155550188', 'XX', 'country_unknown'],
    ['4155550188', 'us', 'country_unknown'],
    ['4155550188', 'constructor', 'country_unknown'],
    ['+1 201 555 0123 ext 5', undefined, 'extension'],
    ['+12015550123;ext=5', undefined, 'extension'],
    ['+1 415 555 018', undefined, 'number_invalid'],
    ['555', 'US', 'number_invalid'],
    ['+999 12345678', undefined, 'number_invalid'],
    ['+', undefined, 'number_invalid'],
    [`+1${'4'.repeat(60)}`, undefined, 'number_too_long'],
  ])('answers %j with country %s in words: %s', (input, country, reason) => {
    const read = parsePhoneNumber(input, country);
    expect(read).toMatchObject({ ok: false, reason });
    expect(!read.ok && read.message).toMatch(/^[A-Z].*\.$/);
  });

  it('bounds its work on 100 KB of anything', () => {
    for (const piece of ['+', '1', '(', '+1 ', 'ext', ' ']) {
      expect(outcome(piece.repeat(100_000 / piece.length), 'US')).toBe('number_too_long');
    }
  });

  it('never throws, and what it accepts reads the same again without a country', () => {
    const character = fc.constantFrom(...'0123456789+() -.;=extab٣'.split(''));
    const input = fc.oneof(fc.string({ unit: character, maxLength: 24 }), fc.string());
    fc.assert(
      fc.property(input, fc.constantFrom(undefined, 'US', 'GB', 'DK', 'IT', 'SG'), (text, country) => {
        const read = parsePhoneNumber(text, country);
        if (!read.ok) return;
        expect(read.e164).toMatch(/^\+[1-9]\d{6,14}$/);
        expect(parsePhoneNumber(read.e164)).toEqual(read);
      }),
    );
  });
});
