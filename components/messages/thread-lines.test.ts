import { describe, expect, it } from 'vitest';
import type { MessageView } from '@/server/domain/messages/message';
import { sampleMessage } from '@/server/domain/messages/testing/sample-message';
import { threadDays } from './thread-lines';

function message(seq: number, change: Partial<MessageView> = {}): MessageView {
  return sampleMessage({
    id: `m${seq}`,
    seq,
    direction: 'in',
    status: 'received',
    authorId: null,
    createdAt: `2026-11-23T12:${String(seq).padStart(2, '0')}:00.000Z`,
    ...change,
  });
}

/** A list for each day: `seq` of the messages, and where the divider stands. */
const shape = (messages: MessageView[], newAfter: number | null, timeZone = 'UTC') =>
  threadDays(messages, newAfter, timeZone).map(({ lines }) =>
    lines.map((line) => {
      if (line.kind === 'events') return line.messages.map(({ seq }) => seq);
      return line.kind === 'message' ? line.message.seq : line.kind;
    }),
  );

describe('threadDays', () => {
  it('begins each day with its name', () => {
    const yesterday = message(1, { createdAt: '2026-11-22T23:59:00.000Z' });
    expect(shape([message(3), message(2), yesterday], null)).toEqual([[1], [2, 3]]);
  });

  it('knows a day again when earlier messages of it are loaded', () => {
    const days = (messages: MessageView[]) => threadDays(messages, null, 'UTC').map(({ day }) => day);
    expect(days([message(3), message(2), message(1)])).toEqual(days([message(3)]));
  });

  it('cuts the days in the zone of the organization', () => {
    const messages = [message(2), message(1, { createdAt: '2026-11-22T23:59:00.000Z' })];
    expect(shape(messages, null, 'UTC')).toEqual([[1], [2]]);
    expect(shape(messages, null, 'Asia/Tokyo')).toEqual([[1, 2]]);
  });

  it('puts the divider before the first message the reader has not seen', () => {
    expect(shape([message(3), message(2), message(1)], 1)).toEqual([[1, 'new', 2, 3]]);
    expect(shape([message(2), message(1)], 2)).toEqual([[1, 2]]);
  });

  it('does not call it news what we wrote ourselves', () => {
    const own = message(2, { direction: 'out', status: 'sent' });
    expect(shape([message(3), own, message(1)], 1)).toEqual([[1, 2, 'new', 3]]);
    expect(shape([own, message(1)], 1)).toEqual([[1, 2]]);
  });

  it('lets messages by one hand in a short time stand together', () => {
    const [day] = threadDays(
      [message(9), message(2), message(1), message(0, { direction: 'out' })],
      null,
      'UTC',
    );
    expect(day?.lines.flatMap((line) => (line.kind === 'message' ? [line.joined] : []))).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });

  it('lets every message that did not go stand for itself', () => {
    const failed = (seq: number) =>
      message(seq, { direction: 'out', status: 'failed', createdAt: '2026-11-23T12:00:00.000Z' });
    const [day] = threadDays([failed(2), failed(1)], null, 'UTC');
    expect(day?.lines).toMatchObject([{ joined: false }, { joined: false }]);
  });

  it('puts more than three lines of the house in a row together, and leaves the end of a case in sight', () => {
    const event = (seq: number, kind: 'done' | 'reopened' = 'reopened') =>
      message(seq, {
        channel: 'system',
        direction: 'out',
        system: kind === 'done' ? { kind, waitedSince: null } : { kind },
      });
    expect(shape([event(3), event(2), event(1)], null)).toEqual([[1, 2, 3]]);
    expect(shape([message(6), event(5), event(4), event(3), event(2), message(1)], null)).toEqual([
      [1, [2, 3, 4, 5], 6],
    ]);
    expect(shape([event(5), event(4), event(3, 'done'), event(2), event(1)], null)).toEqual([
      [1, 2, 3, 4, 5],
    ]);
  });
});
