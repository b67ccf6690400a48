import { expect, it } from 'vitest';
import { sampleConversation } from '@/server/domain/conversations/testing/sample-conversation';
import type { LiveEvent } from '@/server/domain/events/event';
import { sampleMessage } from '@/server/domain/messages/testing/sample-message';
import { Told } from './told';

const conversation = sampleConversation();
const stored = (id: string, version: number): LiveEvent => ({
  kind: 'message.stored',
  message: sampleMessage({ id, version }),
  conversation,
});

it('tells of each message once, whatever its later versions are', () => {
  const told = new Told();
  expect([stored('a', 3), stored('a', 4), stored('b', 1)].map((event) => told.isFirst(event))).toEqual([
    true,
    false,
    true,
  ]);
});

it('tells of one line for each reason that concerns a reader', () => {
  const told = new Told();
  const notice = (reason: 'assigned' | 'mentioned'): LiveEvent => ({
    kind: 'notice',
    reason,
    conversation,
    messageId: 'a',
  });
  expect(told.isFirst(notice('assigned'))).toBe(true);
  expect(told.isFirst(notice('mentioned'))).toBe(true);
  expect(told.isFirst(notice('assigned'))).toBe(false);
});

it('forgets what is long past, and nothing before', () => {
  const told = new Told();
  for (let i = 0; i <= 200; i += 1) told.isFirst(stored(`m${i}`, 1));
  expect(told.isFirst(stored('m200', 2))).toBe(false);
  expect(told.isFirst(stored('m0', 2))).toBe(true);
});
