import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskNumber, readOriginator } from './originator';

describe('readOriginator', () => {
  it.each([
    ['+14155550188', '+14155550188'],
    ['14155550188', '+14155550188'],
    ['0014155550188', '+14155550188'],
    ['+1 (415) 555-0188', '+14155550188'],
    ['+29012345', '+29012345'],
    ['1234567890', '+1234567890'],
  ])('takes %s for the number %s, which can be answered', (from, originator) => {
    expect(readOriginator(from)).toEqual({ originator, kind: 'number', replyable: true });
  });

  it.each([
    ['24273', '24273'],
    [' 611 ', '611'],
    ['123456789', '123456789'],
  ])('takes %s for a short code, which cannot be answered', (from, originator) => {
    expect(readOriginator(from)).toEqual({ originator, kind: 'short_code', replyable: false });
  });

  it.each([
    ['VERIFY', 'VERIFY'],
    [' My  Bank ', 'My Bank'],
    ['07400123456', '07400123456'],
    ['+', '+'],
    ['', 'Unknown'],
    ['a\u0000b', 'a\uFFFDb'],
  ])('keeps %j as the name %j, which cannot be answered', (from, originator) => {
    expect(readOriginator(from)).toEqual({ originator, kind: 'name', replyable: false });
  });

  it('always gives a short, storable key, and the same for that key again', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff)), (units) => {
        const read = readOriginator(String.fromCharCode(...units));
        expect(read.originator).not.toBe('');
        expect(read.originator.length).toBeLessThanOrEqual(40);
        expect(read.originator.isWellFormed()).toBe(true);
        expect(read.originator).not.toContain('\u0000');
        expect(readOriginator(read.originator)).toEqual(read);
      }),
    );
  });
});

describe('maskNumber', () => {
  it.each([
    ['+14155550188', '+1415•••0188'],
    ['+29012345', '+2•••2345'],
    ['+1234567', '+•••4567'],
    ['12345', '12•••'],
    ['VERIFY', 'VE•••'],
  ])('shows %s as %s', (number, masked) => {
    expect(maskNumber(number)).toBe(masked);
  });

  it('hides at least three digits of every number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+[1-9]\d{6,14}$/), (number) => {
        expect(maskNumber(number).replace(/\D/g, '').length).toBeLessThanOrEqual(number.length - 1 - 3);
      }),
    );
  });
});
