import { describe, expect, it } from 'vitest';
import { sampleConversation } from '../conversations/testing/sample-conversation';
import type { LiveEvent } from '../events/event';
import { sampleMessage } from '../messages/testing/sample-message';
import { NOTICE_REASONS } from '../notices/notice';
import { DEFAULT_PREFERENCES } from '../settings/preferences';
import { type Reached, shouldNotify } from './should-notify';

const NOW = Date.parse('2026-11-23T09:00:00.000Z');
const shared = (change: Parameters<typeof sampleConversation>[0] = {}) =>
  sampleConversation({ id: 'c1', lastMessageAt: new Date(NOW).toISOString(), ...change });
type Change = Parameters<typeof sampleMessage>[0];
const stored = (message: Change, conversation: Parameters<typeof shared>[0] = {}): LiveEvent => ({
  kind: 'message.stored',
  message: sampleMessage({ version: 1, direction: 'in', status: 'received', ...message }),
  conversation: shared(conversation),
});
const me = (change: Partial<Reached> = {}): Reached => ({
  userId: 'me',
  preferences: DEFAULT_PREFERENCES,
  own: { takesPart: true, muted: false },
  now: NOW,
  minute: 600,
  lookingAt: null,
  ...change,
});
const MINE = stored({}, { assigneeId: 'me' });
const UNASSIGNED = stored({}, { assigneeId: null });

describe('shouldNotify', () => {
  it.each<[string, LiveEvent, string | null]>([
    ['a customer writes to me', MINE, 'mine'],
    ['a customer writes to nobody', UNASSIGNED, 'unassigned'],
    ['a customer writes to a colleague', stored({}, { assigneeId: 'jonas' }), null],
    ['the files of their message arrive', stored({ version: 2 }, { assigneeId: 'me' }), null],
    ['somebody who is blocked writes', stored({}, { assigneeId: 'me', blocked: true }), null],
    ['my message failed', stored({ direction: 'out', status: 'failed', authorId: 'me' }), 'failed'],
    [
      'my message was not delivered',
      stored({ direction: 'out', status: 'undelivered', authorId: 'me' }),
      'failed',
    ],
    ['my message went', stored({ direction: 'out', status: 'delivered', authorId: 'me' }), null],
    ['I dealt with it', stored({ direction: 'out', status: 'failed', authorId: 'me', settled: true }), null],
    ['a colleague’s message failed', stored({ direction: 'out', status: 'failed', authorId: 'jonas' }), null],
    ['something else changed', { kind: 'conversation.changed', conversation: shared() }, null],
    ['other news', { kind: 'settings.changed' }, null],
  ])('%s', (_, event, kind) => {
    expect(shouldNotify(event, me())?.kind ?? null).toBe(kind);
  });

  it.each(NOTICE_REASONS)('tells of the notice "%s", whether or not the own part is known', (reason) => {
    const notice: LiveEvent = { kind: 'notice', reason, conversation: shared(), messageId: null };
    expect(shouldNotify(notice, me({ own: null }))).toMatchObject({ conversationId: 'c1', sound: true });
  });

  it('reaches by what nobody has only who is known to take part', () => {
    expect(shouldNotify(UNASSIGNED, me({ own: { takesPart: false, muted: false } }))).toBeNull();
    expect(shouldNotify(UNASSIGNED, me({ own: null }))).toBeNull();
    expect(shouldNotify(MINE, me({ own: null }))).not.toBeNull();
  });

  it.each<[string, Partial<Reached>]>([
    ['muted', { own: { takesPart: true, muted: true } }],
    ['in sight', { lookingAt: 'c1' }],
    ['in quiet hours', { preferences: { ...DEFAULT_PREFERENCES, quietHours: { from: 540, to: 660 } } }],
    ['hours old', { now: NOW + 3_600_000 }],
  ])('gives no sign of a conversation that is %s', (_, change) => {
    expect(shouldNotify(MINE, me(change))).toBeNull();
  });

  it('tells of another conversation than the one in sight', () => {
    expect(shouldNotify(MINE, me({ lookingAt: 'c2' }))).not.toBeNull();
  });

  it.each([
    [true, true],
    [true, false],
    [false, true],
    [false, false],
  ])('gives the signs that are liked: sound %s, browser %s', (sound, browser) => {
    const notifications = { ...DEFAULT_PREFERENCES.notifications, mine: { sound, browser } };
    const told = shouldNotify(MINE, me({ preferences: { notifications, quietHours: null } }));
    expect(told).toEqual(sound || browser ? { kind: 'mine', conversationId: 'c1', sound, browser } : null);
  });
});
