import { conversationInput } from '@/server/domain/conversations/inputs';
import {
  cancelScheduledInput,
  createScheduledInput,
  scheduledInput,
  updateScheduledInput,
} from '@/server/domain/scheduled/inputs';
import { cancelScheduled, listScheduled } from '@/server/usecases/scheduled/cancel-scheduled';
import { scheduleMessage, updateScheduled } from '@/server/usecases/scheduled/schedule-message';
import { sendScheduledNow } from '@/server/usecases/scheduled/send-scheduled';
import { router, signedInProcedure } from '../trpc';

export const scheduledRouter = router({
  list: signedInProcedure
    .input(conversationInput)
    .query(({ ctx, input }) => ctx.run((verb) => listScheduled(verb, input))),
  create: signedInProcedure
    .input(createScheduledInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => scheduleMessage(verb, input))),
  update: signedInProcedure
    .input(updateScheduledInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => updateScheduled(verb, input))),
  cancel: signedInProcedure
    .input(cancelScheduledInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => cancelScheduled(verb, input))),
  sendNow: signedInProcedure
    .input(scheduledInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => sendScheduledNow(verb, input))),
});
