import { preferencesInput } from '@/server/domain/settings/preferences';
import { getPreferences } from '@/server/usecases/settings/get-preferences';
import { savePreferences } from '@/server/usecases/settings/save-preferences';
import { router, signedInProcedure } from '../trpc';

export const settingsRouter = router({
  get: signedInProcedure.query(({ ctx }) => ctx.run(getPreferences)),
  save: signedInProcedure
    .input(preferencesInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => savePreferences(verb, input))),
});
