import { fileInput, removeFileInput, unsentFilesInput } from '@/server/domain/media/inputs';
import { retryFetch } from '@/server/usecases/media/settle-fetch';
import { listUnsentFiles, removeUnsentFile } from '@/server/usecases/media/unsent-files';
import { router, signedInProcedure } from '../trpc';

/** Their bytes go in and out at /api/media. */
export const mediaRouter = router({
  unsent: signedInProcedure
    .input(unsentFilesInput)
    .query(({ ctx, input }) => ctx.run((verb) => listUnsentFiles(verb, input))),
  retryFetch: signedInProcedure
    .input(fileInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => retryFetch(verb, input))),
  remove: signedInProcedure
    .input(removeFileInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => removeUnsentFile(verb, input))),
});
