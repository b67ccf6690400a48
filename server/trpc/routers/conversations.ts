import {
  assignConversationInput,
  blockCustomerInput,
  conversationInput,
  createConversationInput,
  listConversationsInput,
  markReadInput,
} from '@/server/domain/conversations/inputs';
import { assignConversation } from '@/server/usecases/conversations/assign-conversation';
import { blockCustomer } from '@/server/usecases/conversations/block-customer';
import { countViews } from '@/server/usecases/conversations/count-views';
import { createConversation } from '@/server/usecases/conversations/create-conversation';
import { getConversation } from '@/server/usecases/conversations/get-conversation';
import { listConversations } from '@/server/usecases/conversations/list-conversations';
import { markRead } from '@/server/usecases/conversations/mark-read';
import { router, signedInProcedure } from '../trpc';

export const conversationsRouter = router({
  list: signedInProcedure
    .input(listConversationsInput)
    .query(({ ctx, input }) => ctx.run((verb) => listConversations(verb, input))),
  counts: signedInProcedure.query(({ ctx }) => ctx.run(countViews)),
  get: signedInProcedure
    .input(conversationInput)
    .query(({ ctx, input }) => ctx.run((verb) => getConversation(verb, input))),
  create: signedInProcedure
    .input(createConversationInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => createConversation(verb, input))),
  markRead: signedInProcedure
    .input(markReadInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => markRead(verb, input))),
  assign: signedInProcedure
    .input(assignConversationInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => assignConversation(verb, input))),
  block: signedInProcedure
    .input(blockCustomerInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => blockCustomer(verb, input))),
});
