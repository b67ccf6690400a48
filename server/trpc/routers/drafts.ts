import { conversationInput } from '@/server/domain/conversations/inputs';
import { saveDraftInput } from '@/server/domain/messages/inputs';
import { getDraft, saveDraft } from '@/server/usecases/messages/save-draft';
import { router, signedInProcedure } from '../trpc';

export const draftsRouter = router({
  get: signedInProcedure
    .input(conversationInput)
    .query(({ ctx, input }) => ctx.run((verb) => getDraft(verb, input))),
  save: signedInProcedure
    .input(saveDraftInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => saveDraft(verb, input))),
});
