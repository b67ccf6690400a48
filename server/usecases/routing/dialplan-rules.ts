import { asc, eq, sql } from 'drizzle-orm';
import { dialplanRules } from '@/db/schema/routing';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { DialplanRule } from '@/server/domain/routing/dialplan';
import { appendAudit } from '../audit/append-audit';
import { requirePermission } from '../require-permission';

/** The dialplan, in the order in which its rules are asked. @throws DomainError forbidden */
export async function listRules(ctx: VerbContext): Promise<DialplanRule[]> {
  requirePermission(ctx, 'organization.administer');
  const { id, name, enabled, match, target } = dialplanRules;
  return ctx.tx
    .select({ id, name, enabled, match, target })
    .from(dialplanRules)
    .where(eq(dialplanRules.organizationId, ctx.organizationId))
    .orderBy(asc(dialplanRules.position));
}

/**
 * Puts a whole dialplan in place of the one before. No screen shows it, so that there is no news.
 * @throws DomainError forbidden; invalid_input rule_number, rule_user, rule_service for a rule that names what
 *   is not this organization's, or a number that is a Service's and so never asks the dialplan
 */
export async function saveRules(
  ctx: VerbContext,
  { rules }: { rules: readonly DialplanRule[] },
): Promise<void> {
  requirePermission(ctx, 'organization.administer');
  const { organizationId, tx } = ctx;
  for (const rule of rules) await needKnown(ctx, rule);
  // Two admins who save at once: one dialplan, then the other, never a mixture.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('dialplan', ${organizationId}))`);
  await tx.delete(dialplanRules).where(eq(dialplanRules.organizationId, organizationId));
  if (rules.length > 0) {
    await tx
      .insert(dialplanRules)
      .values(rules.map((rule, index) => ({ ...rule, organizationId, position: index + 1 })));
  }
  await appendAudit(ctx, 'dialplan.saved', String(organizationId));
}

/** Refuses a rule that names something that is not there. */
async function needKnown(ctx: VerbContext, { name, match, target }: DialplanRule): Promise<void> {
  const users = target.kind === 'users' ? target.userIds : [];
  const services = target.kind === 'service' ? [target.serviceId] : [];
  const { rows } = await ctx.tx.execute<{ numbers: number; users: number; services: number }>(sql`
    select
      (select count(*) from unnest(${sql.param(match.numberIds)}::uuid[]) wanted (id) where not exists (
        select from numbers n where n.organization_id = ${ctx.organizationId} and n.id = wanted.id
          and not exists (select from services s where s.organization_id = n.organization_id
            and s.number_id = n.id)))::int as numbers,
      (select count(*) from unnest(${sql.param(users)}::uuid[]) wanted (id) where not exists (
        select from users u where u.organization_id = ${ctx.organizationId} and u.id = wanted.id
          and u.active))::int as users,
      (select count(*) from unnest(${sql.param(services)}::uuid[]) wanted (id) where not exists (
        select from services s where s.organization_id = ${ctx.organizationId}
          and s.id = wanted.id))::int as services`);
  const missing = rows[0];
  if (missing?.numbers)
    refuse('rule_number', `Rule "${name}" names a number that is no office number of ours.`);
  if (missing?.users) refuse('rule_user', `Rule "${name}" names somebody who is no active user.`);
  if (missing?.services) refuse('rule_service', `Rule "${name}" names a Service that there is not.`);
}

function refuse(reason: string, message: string): never {
  throw new DomainError('invalid_input', reason, message);
}
