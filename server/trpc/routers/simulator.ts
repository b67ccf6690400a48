import {
  createHandsetInput,
  handsetInput,
  setHandsetBehaviourInput,
  writeFromHandsetInput,
} from '@/server/domain/simulator/inputs';
import { createHandset } from '@/server/usecases/simulator/create-handset';
import { listHandsetMessages } from '@/server/usecases/simulator/list-handset-messages';
import { listHandsets } from '@/server/usecases/simulator/list-handsets';
import { setHandsetBehaviour } from '@/server/usecases/simulator/set-handset-behaviour';
import { writeFromHandset } from '@/server/usecases/simulator/write-from-handset';
import { router, signedInProcedure } from '../trpc';

export const simulatorRouter = router({
  network: signedInProcedure.query(({ ctx }) => ctx.run(listHandsets)),
  screen: signedInProcedure
    .input(handsetInput)
    .query(({ ctx, input }) => ctx.run((verb) => listHandsetMessages(verb, input))),
  create: signedInProcedure
    .input(createHandsetInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => createHandset(verb, input))),
  setBehaviour: signedInProcedure
    .input(setHandsetBehaviourInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => setHandsetBehaviour(verb, input))),
  write: signedInProcedure
    .input(writeFromHandsetInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => writeFromHandset(verb, input))),
});
