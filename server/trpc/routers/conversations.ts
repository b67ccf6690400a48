import {
  addParticipantsInput,
  assignConversationInput,
  blockCustomerInput,
  conversationInput,
  createConversationInput,
  createDirectInput,
  listConversationsInput,
  markReadInput,
  markUnreadInput,
  muteConversationInput,
  removeParticipantInput,
  renameConversationInput,
  setConversationStateInput,
  setLabelsInput,
} from '@/server/domain/conversations/inputs';
import { addParticipants } from '@/server/usecases/conversations/add-participants';
import { assignConversation } from '@/server/usecases/conversations/assign-conversation';
import { blockCustomer } from '@/server/usecases/conversations/block-customer';
import { countViews } from '@/server/usecases/conversations/count-views';
import { createConversation } from '@/server/usecases/conversations/create-conversation';
import { createDirect } from '@/server/usecases/conversations/create-direct';
import { getConversation } from '@/server/usecases/conversations/get-conversation';
import { listConversations } from '@/server/usecases/conversations/list-conversations';
import { markRead } from '@/server/usecases/conversations/mark-read';
import { markUnread } from '@/server/usecases/conversations/mark-unread';
import { muteConversation } from '@/server/usecases/conversations/mute-conversation';
import { removeParticipant } from '@/server/usecases/conversations/remove-participant';
import { renameConversation } from '@/server/usecases/conversations/rename-conversation';
import { setConversationState } from '@/server/usecases/conversations/set-conversation-state';
import { setLabels } from '@/server/usecases/conversations/set-labels';
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
  createDirect: signedInProcedure
    .input(createDirectInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => createDirect(verb, input))),
  markRead: signedInProcedure
    .input(markReadInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => markRead(verb, input))),
  assign: signedInProcedure
    .input(assignConversationInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => assignConversation(verb, input))),
  markUnread: signedInProcedure
    .input(markUnreadInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => markUnread(verb, input))),
  addParticipants: signedInProcedure
    .input(addParticipantsInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => addParticipants(verb, input))),
  removeParticipant: signedInProcedure
    .input(removeParticipantInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => removeParticipant(verb, input))),
  mute: signedInProcedure
    .input(muteConversationInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => muteConversation(verb, input))),
  rename: signedInProcedure
    .input(renameConversationInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => renameConversation(verb, input))),
  setState: signedInProcedure
    .input(setConversationStateInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => setConversationState(verb, input))),
  setLabels: signedInProcedure
    .input(setLabelsInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => setLabels(verb, input))),
  block: signedInProcedure
    .input(blockCustomerInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => blockCustomer(verb, input))),
});
