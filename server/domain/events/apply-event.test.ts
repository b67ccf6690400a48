import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConversationView } from '../conversations/conversation';
import { sampleConversation, sampleView } from '../conversations/testing/sample-conversation';
import type { MessageView } from '../messages/message';
import { sampleMessage } from '../messages/testing/sample-message';
import { applyToConversation, applyToMessages } from './apply-event';
import type { LiveEvent } from './event';

const shared = sampleConversation;

function message(seq: number, version = 1, change: Partial<MessageView> = {}): MessageView {
  const body = `text ${seq} in version ${version}`;
  return sampleMessage({ id: `m${seq}`, seq, version, body, ...change });
}

const ROW = sampleView({ lastReadSeq: 2 });

function stored(of: MessageView, version = of.version): LiveEvent {
  return { kind: 'message.stored', message: of, conversation: shared({ version, lastSeq: of.seq }) };
}

function seqs(messages: readonly MessageView[]): number[] {
  return messages.map(({ seq }) => seq);
}

describe('applyToConversation', () => {
  it('takes a newer version and keeps what is the reader’s own', () => {
    const row = { ...ROW, lastReadSeq: 4, hasDraft: true };
    const changed = shared({ version: 2, assigneeId: 'bob' });
    expect(applyToConversation(row, { kind: 'conversation.changed', conversation: changed })).toEqual({
      ...row,
      ...changed,
    });
  });

  it.each<[string, LiveEvent]>([
    [
      'an older version',
      { kind: 'conversation.changed', conversation: shared({ version: 0, assigneeId: 'bob' }) },
    ],
    ['the same version', { kind: 'conversation.changed', conversation: shared({ assigneeId: 'bob' }) }],
    [
      'another conversation',
      { kind: 'conversation.changed', conversation: shared({ id: 'c2', version: 9 }) },
    ],
    ['a mark that moved back', { kind: 'read.moved', conversationId: 'c1', lastReadSeq: 1 }],
    ['another conversation’s mark', { kind: 'read.moved', conversationId: 'c2', lastReadSeq: 9 }],
    ['another conversation’s draft', { kind: 'draft.saved', conversationId: 'c2', text: 'a', revision: 1 }],
    ['other news', { kind: 'settings.changed' }],
  ])('gives the very same row back for %s', (_, event) => {
    expect(applyToConversation(ROW, event)).toBe(ROW);
  });

  it('follows the reader’s own mark and draft', () => {
    expect(
      applyToConversation(ROW, { kind: 'read.moved', conversationId: 'c1', lastReadSeq: 3 }).lastReadSeq,
    ).toBe(3);
    const typed = applyToConversation(ROW, {
      kind: 'draft.saved',
      conversationId: 'c1',
      text: 'Hi',
      revision: 1,
    });
    expect(typed.hasDraft).toBe(true);
    const sent = applyToConversation(typed, {
      kind: 'draft.saved',
      conversationId: 'c1',
      text: '',
      revision: 2,
    });
    expect(sent.hasDraft).toBe(false);
  });

  it('ends at the final row whatever the order and repetition of its versions', () => {
    const history = Array.from({ length: 6 }, (_, i) => shared({ version: i + 2, lastSeq: i + 1 }));
    const orders = fc
      .array(fc.constantFrom(...history), { maxLength: 12 })
      .chain((some) => fc.shuffledSubarray([...some, ...history.slice(-1)], { minLength: some.length + 1 }));
    fc.assert(
      fc.property(orders, (order) => {
        const end = order.reduce<ConversationView>(
          (row, conversation) => applyToConversation(row, { kind: 'conversation.changed', conversation }),
          ROW,
        );
        expect(end).toEqual({ ...ROW, ...history.at(-1) });
      }),
    );
  });
});

describe('applyToMessages', () => {
  it('puts a new message on top, and a changed one in its place', () => {
    const thread = [message(2), message(1)];
    expect(seqs(applyToMessages(thread, stored(message(3)), 'c1'))).toEqual([3, 2, 1]);
    const changed = applyToMessages(thread, stored(message(1, 2, { status: 'sent' })), 'c1');
    expect(changed).toEqual([message(2), message(1, 2, { status: 'sent' })]);
  });

  it('puts the stored message in the place of the bubble that was shown first', () => {
    const bubble = message(Number.MAX_SAFE_INTEGER, 0, { id: 'new' });
    const thread = [bubble, message(2), message(1)];
    const answered = applyToMessages(thread, stored(message(4, 1, { id: 'new' })), 'c1');
    expect(answered.map(({ id }) => id)).toEqual(['new', 'm2', 'm1']);
    const overtaken = applyToMessages(thread, stored(message(3, 1, { direction: 'in' })), 'c1');
    expect(overtaken.map(({ id }) => id)).toEqual(['new', 'm3', 'm2', 'm1']);
  });

  it.each<[string, LiveEvent]>([
    ['the same version', stored(message(2))],
    ['an older version', stored(message(2, 0))],
    ['a message of another conversation', stored(message(3, 1, { conversationId: 'c2' }))],
    ['a message older than what is loaded', stored(message(1, 5))],
    ['other news', { kind: 'conversation.changed', conversation: shared({ version: 9 }) }],
  ])('gives the very same list back for %s', (_, event) => {
    const thread = [message(3, 4, { id: 'top' }), message(2)];
    expect(applyToMessages(thread, event, 'c1')).toBe(thread);
  });

  it('fills an empty thread, and one that shows nothing but a first bubble', () => {
    expect(seqs(applyToMessages([], stored(message(7)), 'c1'))).toEqual([7]);
    const bubble = message(Number.MAX_SAFE_INTEGER, 0, { id: 'new' });
    expect(applyToMessages([bubble], stored(message(1)), 'c1')).toEqual([bubble, message(1)]);
  });

  it('ends at the final messages whatever the order and repetition of what happened to them', () => {
    const loaded = [message(2), message(1)];
    const history = fc
      .array(fc.record({ seq: fc.integer({ min: 1, max: 8 }), version: fc.integer({ min: 2, max: 5 }) }), {
        maxLength: 20,
      })
      .map((steps) => steps.map(({ seq, version }) => message(seq, version)));
    const orders = history.chain((steps) =>
      fc.tuple(
        fc.constant(steps),
        fc.shuffledSubarray([...steps, ...steps], { minLength: steps.length * 2 }),
      ),
    );
    fc.assert(
      fc.property(orders, ([steps, order]) => {
        const latest = new Map(loaded.map((row) => [row.id, row]));
        for (const step of steps) {
          if (step.version > (latest.get(step.id)?.version ?? 0)) latest.set(step.id, step);
        }
        const expected = [...latest.values()].sort((a, b) => b.seq - a.seq);
        const end = order.reduce<readonly MessageView[]>(
          (messages, step) => applyToMessages(messages, stored(step), 'c1'),
          loaded,
        );
        expect(end).toEqual(expected);
      }),
    );
  });
});
