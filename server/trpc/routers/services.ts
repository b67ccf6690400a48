import { updateServiceInput } from '@/server/domain/services/inputs';
import { listServices } from '@/server/usecases/services/list-services';
import { updateService } from '@/server/usecases/services/update-service';
import { router, signedInProcedure } from '../trpc';

export const servicesRouter = router({
  list: signedInProcedure.query(({ ctx }) => ctx.run(listServices)),
  update: signedInProcedure
    .input(updateServiceInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => updateService(verb, input))),
});
