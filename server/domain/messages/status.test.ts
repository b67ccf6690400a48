import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advanceStatus, isFailure, isSent, MESSAGE_STATUSES, type MessageStatus } from './status';

function statusAfter(reports: readonly MessageStatus[], start: MessageStatus = 'queued'): MessageStatus {
  return reports.reduce((status, reported) => advanceStatus(status, reported).status, start);
}

const OUTGOING: readonly MessageStatus[] = MESSAGE_STATUSES.filter((status) => status !== 'received');
const anyStatus = fc.constantFrom(...OUTGOING);

describe('advanceStatus', () => {
  it.each([
    { reports: ['submitting', 'submitted', 'sent', 'delivered'], end: 'delivered' },
    { reports: ['submitting', 'submitted', 'sent', 'undelivered'], end: 'undelivered' },
    { reports: ['submitting', 'submitted', 'sent', 'failed'], end: 'failed' },
    { reports: ['submitting', 'submitted', 'sent', 'undelivered', 'delivered'], end: 'delivered' },
    { reports: ['submitting', 'failed', 'submitted', 'delivered'], end: 'delivered' },
    { reports: ['submitting', 'unknown', 'submitted', 'sent'], end: 'sent' },
  ] as const)('ends at $end for every order and repetition of $reports', ({ reports, end }) => {
    const orders = fc
      .array(fc.constantFrom(...reports), { maxLength: 6 })
      .chain((repeated) =>
        fc.shuffledSubarray([...reports, ...repeated], { minLength: reports.length + repeated.length }),
      );
    fc.assert(
      fc.property(orders, (order) => {
        expect(statusAfter(order)).toBe(end);
      }),
    );
  });

  it('never goes down, and a report that changes nothing changes nothing again', () => {
    const place = (status: MessageStatus) =>
      Math.min(OUTGOING.indexOf(status), OUTGOING.indexOf('delivered'));
    fc.assert(
      fc.property(anyStatus, anyStatus, (current, reported) => {
        const { status, changed } = advanceStatus(current, reported);
        expect(place(status)).toBeGreaterThanOrEqual(place(current));
        expect(changed).toBe(status !== current);
        expect(advanceStatus(status, reported).changed).toBe(false);
      }),
    );
  });

  it('lets the first of "undelivered" and "failed" stand', () => {
    expect(statusAfter(['undelivered', 'failed'])).toBe('undelivered');
    expect(statusAfter(['failed', 'undelivered'])).toBe('failed');
  });

  it('calls only a late "delivered" a correction', () => {
    for (const current of MESSAGE_STATUSES) {
      for (const reported of MESSAGE_STATUSES) {
        expect(advanceStatus(current, reported).correction).toBe(
          (current === 'undelivered' || current === 'failed') && reported === 'delivered',
        );
      }
    }
  });
});

describe('what a status means', () => {
  it('a person is needed for what did not arrive and for what is unknown', () => {
    expect(MESSAGE_STATUSES.filter(isFailure)).toEqual(['unknown', 'undelivered', 'failed']);
  });

  it('a message is sent once the carrier surely has it', () => {
    expect(MESSAGE_STATUSES.filter(isSent)).toEqual(['submitted', 'sent', 'delivered', 'undelivered']);
  });
});
