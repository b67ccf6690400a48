import { userSettings } from '@/db/schema/users';
import { userOf, type VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { Preferences } from '@/server/domain/settings/preferences';
import { requirePermission } from '../require-permission';

/**
 * Keeps what the actor likes, whole, and tells their other tabs and browsers. The last one to save wins.
 * @throws DomainError forbidden
 */
export async function savePreferences(ctx: VerbContext, preferences: Preferences): Promise<Preferences> {
  requirePermission(ctx, 'preferences.save');
  const userId = userOf(ctx);
  if (!userId) throw new DomainError('forbidden', 'person_needed', 'Only a person can do this.');
  await ctx.tx
    .insert(userSettings)
    .values({ organizationId: ctx.organizationId, userId, preferences })
    .onConflictDoUpdate({ target: [userSettings.organizationId, userSettings.userId], set: { preferences } });
  ctx.publish({ to: 'user', userId }, { kind: 'preferences.changed', preferences });
  return preferences;
}
