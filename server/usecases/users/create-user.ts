import { loginCredentials, logins, users } from '@/db/schema/users';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { CreateUserInput } from '@/server/domain/users/inputs';
import { appendAudit } from '../audit/append-audit';
import { findNumber } from '../numbers/find-number';
import { requirePermission } from '../require-permission';

/**
 * Adds a person and their sign-in. An e-mail address signs in to one organization only, so it must be
 * free in the whole installation.
 * @param passwordHash from auth/hash-password; making it takes long on purpose, so not in here
 * @throws DomainError conflict email_taken; not_found number_unknown for the office number
 */
export async function createUser(
  ctx: VerbContext,
  input: CreateUserInput,
  passwordHash: string,
): Promise<{ id: string }> {
  requirePermission(ctx, 'organization.administer');
  const { organizationId, tx, now } = ctx;
  const { email, role, licence } = input;
  const name = input.name ?? email.split('@', 1)[0] ?? email;
  const officeNumberId = input.officeNumber ? await findNumber(ctx, input.officeNumber) : null;
  const id = ctx.newId();
  const added = await tx
    .insert(users)
    .values({ organizationId, id, email, name, role, licence, officeNumberId, createdAt: now })
    .onConflictDoNothing();
  if (added.rowCount === 0) throw emailTaken(email);

  // The tenant role cannot read the login tables; that the address is taken shows by nothing inserted.
  const loginId = ctx.newId();
  const login = await tx
    .insert(logins)
    .values({ id: loginId, name, email, organizationId, userId: id, createdAt: now, updatedAt: now })
    .onConflictDoNothing();
  if (login.rowCount === 0) throw emailTaken(email);
  await tx.insert(loginCredentials).values({
    id: ctx.newId(),
    accountId: loginId,
    providerId: 'credential',
    userId: loginId,
    password: passwordHash,
    createdAt: now,
    updatedAt: now,
  });
  await appendAudit(ctx, 'user.created', id);
  ctx.publish({ to: 'organization' }, { kind: 'settings.changed' });
  return { id };
}

function emailTaken(email: string): DomainError {
  return new DomainError('conflict', 'email_taken', `Somebody already signs in with ${email}.`);
}
