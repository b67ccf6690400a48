import { uuidv7 } from 'uuidv7';
import type { ConversationDetail } from '@/server/domain/conversations/conversation';
import type { MessageView } from '@/server/domain/messages/message';
import { createConversation } from '../conversations/create-conversation';
import { getConversation } from '../conversations/get-conversation';
import { listMessages } from '../messages/list-messages';
import { sendMessage } from '../messages/send-message';
import type { House } from './house';

/** One conversation of the house's Service, as its member Anna uses it. */
export interface Thread {
  conversationId: string;
  customer: string;
  /** Anna sends a text. @returns its id */
  send(text?: string): Promise<string>;
  detail(): Promise<ConversationDetail>;
  /** Oldest first, the newest hundred. */
  messages(): Promise<MessageView[]>;
  message(id: string): Promise<MessageView>;
  /** The message's promise to the carrier; undefined when it is settled. */
  promised(id: string): Promise<{ state: string; attempts: number } | undefined>;
}

/** Opens a conversation by "Create SMS conversation". */
export async function openThread(home: House, customer = '+14155550188'): Promise<Thread> {
  const { anna, serviceId } = home.organization;
  const { conversationId } = await home.as(anna, (ctx) =>
    createConversation(ctx, { serviceId, to: customer, country: 'US' }),
  );
  const thread: Thread = {
    conversationId,
    customer,
    send: async (text) => {
      const id = uuidv7();
      await home.as(anna, (ctx) => sendMessage(ctx, { id, conversationId, text: text ?? `Hello ${id}` }));
      return id;
    },
    detail: () => home.as(anna, (ctx) => getConversation(ctx, { conversationId })),
    messages: async () => {
      const { items } = await home.as(anna, (ctx) => listMessages(ctx, { conversationId, limit: 100 }));
      return items.toReversed();
    },
    message: async (id) => {
      const found = (await thread.messages()).find((message) => message.id === id);
      if (!found) throw new Error('no such message in the thread');
      return found;
    },
    promised: async (id) => {
      const [row] = await home.rows<{ state: string; attempts: number }>(
        `select state, attempts from outbox where message_id = '${id}'`,
      );
      return row;
    },
  };
  return thread;
}
