import type { TestUser } from '@/db/testing/test-organization';
import { addParticipants } from '../conversations/add-participants';
import { assignConversation } from '../conversations/assign-conversation';
import { removeParticipant } from '../conversations/remove-participant';
import { setConversationState } from '../conversations/set-conversation-state';
import type { House } from './house';
import { openThread, type Thread } from './thread';

/** What people do with the conversations of a house, anna where nobody else is named. */
export function triage(home: House) {
  const { anna } = home.organization;
  let customers = 0;
  return {
    /** A conversation of its own whose customer waits. */
    async waiting(): Promise<Thread> {
      customers += 1;
      const thread = await openThread(home, `+1415555${String(200 + customers).padStart(4, '0')}`);
      await home.receive(thread.customer, 'Hello?');
      return thread;
    },
    add: (conversationId: string, userIds: string[]) =>
      home.as(anna, (ctx) => addParticipants(ctx, { conversationId, userIds })),
    remove: (conversationId: string, userId: string, who: TestUser = anna) =>
      home.as(who, (ctx) => removeParticipant(ctx, { conversationId, userId })),
    assign: (conversationId: string, assigneeId: string | null, who: TestUser = anna, leave = false) =>
      home.as(who, (ctx) => assignConversation(ctx, { conversationId, assigneeId, leave })),
    done: (conversationId: string) =>
      home.as(anna, (ctx) => setConversationState(ctx, { conversationId, state: 'done' })),
    open: (conversationId: string) =>
      home.as(anna, (ctx) => setConversationState(ctx, { conversationId, state: 'open' })),
    /** @param until ISO 8601; null = until the customer writes */
    snooze: (conversationId: string, until: string | null) =>
      home.as(anna, (ctx) => setConversationState(ctx, { conversationId, state: 'snoozed', until })),
    /** The kinds of a thread's system lines, in their order. */
    lines: async (thread: Thread) =>
      (await thread.messages()).flatMap(({ system }) => (system ? [system.kind] : [])),
  };
}
