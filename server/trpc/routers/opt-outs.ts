import * as z from 'zod';
import { idField } from '@/server/domain/input-fields';
import { blockedInput, blockedMessagesInput } from '@/server/domain/opt-outs/block-log';
import { recordConsentInput } from '@/server/domain/opt-outs/consent';
import { listBlocked, listBlockedMessages } from '@/server/usecases/opt-outs/block-log';
import { listConsent } from '@/server/usecases/opt-outs/list-consent';
import { recordConsent } from '@/server/usecases/opt-outs/record-consent';
import { router, signedInProcedure } from '../trpc';

export const optOutsRouter = router({
  record: signedInProcedure
    .input(recordConsentInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => recordConsent(verb, input))),
  history: signedInProcedure
    .input(z.strictObject({ conversationId: idField }))
    .query(({ ctx, input }) => ctx.run((verb) => listConsent(verb, input))),
  blocked: signedInProcedure
    .input(blockedInput)
    .query(({ ctx, input }) => ctx.run((verb) => listBlocked(verb, input))),
  blockedMessages: signedInProcedure
    .input(blockedMessagesInput)
    .query(({ ctx, input }) => ctx.run((verb) => listBlockedMessages(verb, input))),
});
