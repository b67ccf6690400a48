import { currentCalls } from '@/server/usecases/calls/current-calls';
import { router, signedInProcedure } from '../trpc';

export const callsRouter = router({
  current: signedInProcedure.query(({ ctx }) => ctx.run(currentCalls)),
});
