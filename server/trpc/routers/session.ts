import { describeSession } from '@/server/usecases/session/describe-session';
import { router, signedInProcedure } from '../trpc';

export const sessionRouter = router({
  me: signedInProcedure.query(({ ctx }) => ctx.run(describeSession)),
});
