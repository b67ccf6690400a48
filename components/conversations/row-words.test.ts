import { describe, expect, it } from 'vitest';
import type { ConversationPreview } from '@/server/domain/conversations/conversation';
import { daysBetween } from '../shared/calendar-days';
import { rowPreview, rowTime, waitingSince } from './row-words';

const at = (iso: string) => Date.parse(iso);

describe('waitingSince', () => {
  it.each([
    ['2026-11-23T09:59:50Z', 'minutes', 1],
    ['2026-11-23T09:30:00Z', 'minutes', 30],
    ['2026-11-23T08:59:00Z', 'hours', 1],
    ['2026-11-21T10:00:00Z', 'days', 2],
    ['2026-11-23T10:05:00Z', 'minutes', 1],
  ] as const)('since %s is %s %i', (since, unit, count) => {
    expect(waitingSince(since, at('2026-11-23T10:00:00Z'))).toEqual({ unit, count });
  });
});

describe('rowTime', () => {
  it('goes by the calendar of the organization, not by 24 hours', () => {
    const now = at('2026-11-23T06:00:00Z'); // 01:00 in New York
    expect(rowTime('2026-11-23T05:30:00Z', now, 'America/New_York')).toBe('time');
    expect(rowTime('2026-11-23T04:30:00Z', now, 'America/New_York')).toBe('yesterday');
    expect(rowTime('2026-11-19T12:00:00Z', now, 'America/New_York')).toBe('weekday');
    expect(rowTime('2026-11-01T12:00:00Z', now, 'America/New_York')).toBe('date');
  });

  it('counts the day on which clocks change as one', () => {
    expect(daysBetween(at('2026-10-31T22:00:00Z'), at('2026-11-02T22:00:00Z'), 'America/New_York')).toBe(2);
  });
});

describe('rowPreview', () => {
  const preview: ConversationPreview = {
    text: 'See you at five.',
    direction: 'out',
    channel: 'sms',
    status: 'sent',
    authorId: 'anna',
    mediaCount: 0,
  };
  const row = (change: Partial<ConversationPreview>, failedCount = 0) =>
    rowPreview({ preview: { ...preview, ...change }, failedCount }, 'anna');

  it('tells my words from a colleague’s and from the customer’s', () => {
    expect(row({}).author).toBe('me');
    expect(row({ authorId: 'ben' }).author).toBe('colleague');
    expect(row({ authorId: null }).author).toBeNull();
    expect(row({ direction: 'in', status: 'received', authorId: null }).author).toBeNull();
  });

  it.each([
    ['failed', 'failed'],
    ['undelivered', 'failed'],
    ['unknown', 'unconfirmed'],
    ['delivered', 'text'],
  ] as const)('says of a message that is %s: %s', (status, kind) => {
    expect(row({ status }, 1)).toEqual({ kind, author: 'me' });
  });

  it('shows the words again of a message that did not go and was dealt with', () => {
    expect(row({ status: 'failed' }, 0).kind).toBe('text');
  });

  it('counts files where there are no words, and says when there is nothing yet', () => {
    expect(row({ text: '', mediaCount: 2 }).kind).toBe('files');
    expect(row({ text: 'Here', mediaCount: 2 }).kind).toBe('text');
    expect(rowPreview({ preview: null, failedCount: 0 }, 'anna')).toEqual({ kind: 'none', author: null });
  });
});
