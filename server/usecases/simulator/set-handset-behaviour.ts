import { and, eq } from 'drizzle-orm';
import { handsets } from '@/db/schema/simulator';
import type { VerbContext } from '@/server/context';
import type { HandsetView } from '@/server/domain/simulator/handset';
import type { SetHandsetBehaviourInput } from '@/server/domain/simulator/inputs';
import { requirePermission } from '../require-permission';
import { handsetColumns, handsetNotFound, publishHandset } from './handset-projection';

/** Turns a handset's switches; texts already under way keep to the old ones. @throws DomainError not_found */
export async function setHandsetBehaviour(
  ctx: VerbContext,
  input: SetHandsetBehaviourInput,
): Promise<HandsetView> {
  requirePermission(ctx, 'simulator.use');
  const [changed] = await ctx.tx
    .update(handsets)
    .set({ behaviour: input.behaviour })
    .where(and(eq(handsets.organizationId, ctx.organizationId), eq(handsets.id, input.handsetId)))
    .returning(handsetColumns);
  if (!changed) throw handsetNotFound();
  publishHandset(ctx, changed.id);
  return changed;
}
