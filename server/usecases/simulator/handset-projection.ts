import { and, eq } from 'drizzle-orm';
import { handsetMessages, handsets } from '@/db/schema/simulator';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { HandsetMessageView, HandsetView } from '@/server/domain/simulator/handset';

export const handsetColumns = {
  id: handsets.id,
  number: handsets.number,
  name: handsets.name,
  behaviour: handsets.behaviour,
};

export const handsetMessageColumns = {
  id: handsetMessages.id,
  handsetId: handsetMessages.handsetId,
  direction: handsetMessages.direction,
  peer: handsetMessages.peer,
  text: handsetMessages.text,
  at: handsetMessages.at,
};

export function toHandsetMessageView(row: Omit<HandsetMessageView, 'at'> & { at: Date }): HandsetMessageView {
  return { ...row, at: row.at.toISOString() };
}

/** @throws DomainError not_found handset_not_found */
export async function loadHandset(ctx: VerbContext, handsetId: string): Promise<HandsetView> {
  const [found] = await ctx.tx
    .select(handsetColumns)
    .from(handsets)
    .where(and(eq(handsets.organizationId, ctx.organizationId), eq(handsets.id, handsetId)));
  if (!found) throw handsetNotFound();
  return found;
}

export function handsetNotFound(): DomainError {
  return new DomainError('not_found', 'handset_not_found', 'There is no such handset.');
}

/** Tells every open simulator page. */
export function publishHandset(ctx: VerbContext, handsetId: string): void {
  ctx.publish({ to: 'organization' }, { kind: 'simulator.changed', handsetId });
}
