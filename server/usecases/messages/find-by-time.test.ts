import { describe, expect, it } from 'vitest';
import { findByTimeInput } from '@/server/domain/messages/inputs';
import { assignConversation } from '../conversations/assign-conversation';
import { addNote } from '../notes/add-note';
import { house } from '../testing/house';
import { openThread } from '../testing/thread';
import { findByTime } from './find-by-time';

const home = await house();
const people = home.organization;
const thread = await openThread(home, '+14155550171');
const { conversationId } = thread;

/** The text that a time leads to. */
async function textAt(from: string) {
  const input = findByTimeInput.parse({ conversationId, from });
  const found = await home.as(people.anna, (ctx) => findByTime(ctx, input));
  if (!found) return null;
  const message = (await thread.messages()).find(({ seq }) => seq === found.seq);
  expect(found.createdAt).toBe(message?.createdAt);
  return message?.body;
}

describe('a time in a thread', () => {
  it('is nowhere before somebody has written', async () => {
    expect(await textAt('2026-11-01T00:00:00Z')).toBeNull();
  });

  it('leads to the first text or note from then on, past lines of the house; after the last to the last', async () => {
    home.now = new Date('2026-11-02T23:59:59.999Z');
    await home.receive(thread.customer, 'On Monday');
    home.now = new Date('2026-11-04T08:00:00Z');
    await home.as(people.anna, (ctx) =>
      assignConversation(ctx, { conversationId, assigneeId: people.anna.id }),
    );
    home.now = new Date('2026-11-05T00:00:00Z');
    await home.as(people.anna, (ctx) =>
      addNote(ctx, { id: ctx.newId(), conversationId, text: 'On Thursday' }),
    );
    home.now = new Date('2026-11-06T10:00:00Z');
    await home.receive(thread.customer, 'On Friday');
    expect(await textAt('2020-01-01T00:00:00Z')).toBe('On Monday');
    expect(await textAt('2026-11-02T23:59:59Z')).toBe('On Monday');
    expect(await textAt('2026-11-03T00:00:00Z')).toBe('On Thursday');
    expect(await textAt('2026-11-05T00:00:00Z')).toBe('On Thursday');
    expect(await textAt('2026-11-05T00:00:01Z')).toBe('On Friday');
    expect(await textAt('2040-01-01T00:00:00Z')).toBe('On Friday');
  });

  it('is nobody else’s to ask for', async () => {
    const input = findByTimeInput.parse({ conversationId, from: '2026-11-05T00:00:00Z' });
    await expect(home.as(people.outsider, (ctx) => findByTime(ctx, input))).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('is a time', () => {
    for (const from of ['yesterday', '2026-13-01T00:00:00Z', '', 5]) {
      expect(findByTimeInput.safeParse({ conversationId, from }).success).toBe(false);
    }
  });
});
