import { moveNumberInput } from '@/server/domain/numbers/inputs';
import { moveNumber, previewMove } from '@/server/usecases/numbers/move-number';
import { adminProcedure, router } from '../trpc';

export const numbersRouter = router({
  move: adminProcedure
    .input(moveNumberInput)
    .mutation(({ ctx, input }) => ctx.run((verb) => moveNumber(verb, input))),
  previewMove: adminProcedure
    .input(moveNumberInput)
    .query(({ ctx, input }) => ctx.run((verb) => previewMove(verb, input))),
});
