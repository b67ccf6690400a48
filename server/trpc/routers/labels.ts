import { labelInput, saveLabelInput } from '@/server/domain/labels/inputs';
import { deleteLabel } from '@/server/usecases/labels/delete-label';
import { saveLabel } from '@/server/usecases/labels/save-label';
import { router, supervisorProcedure } from '../trpc';

export const labelsRouter = router({
  save: supervisorProcedure
    .input(saveLabelInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => saveLabel(verb, input))),
  delete: supervisorProcedure
    .input(labelInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => deleteLabel(verb, input))),
});
