import { dryRunInput, routeServiceInput, saveRulesInput } from '@/server/domain/routing/inputs';
import { listRules, saveRules } from '@/server/usecases/routing/dialplan-rules';
import { dryRunRoute } from '@/server/usecases/routing/dry-run-route';
import { routeService } from '@/server/usecases/routing/route-service';
import { adminProcedure, router } from '../trpc';

export const routingRouter = router({
  listRules: adminProcedure.query(({ ctx }) => ctx.run(listRules)),
  saveRules: adminProcedure
    .input(saveRulesInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => saveRules(verb, input))),
  routeService: adminProcedure
    .input(routeServiceInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => routeService(verb, input))),
  dryRun: adminProcedure
    .input(dryRunInput)
    .query(({ ctx, input }) => ctx.run((verb) => dryRunRoute(verb, input))),
});
