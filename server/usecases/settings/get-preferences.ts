import { and, eq } from 'drizzle-orm';
import { userSettings } from '@/db/schema/users';
import { userOf, type VerbContext } from '@/server/context';
import { type Preferences, readPreferences } from '@/server/domain/settings/preferences';
import { requirePermission } from '../require-permission';

/** What the actor likes, whole; who never saved anything likes the defaults. @throws DomainError forbidden */
export async function getPreferences(ctx: VerbContext): Promise<Preferences> {
  requirePermission(ctx, 'preferences.save');
  const [row] = await ctx.tx
    .select({ stored: userSettings.preferences })
    .from(userSettings)
    .where(
      and(eq(userSettings.organizationId, ctx.organizationId), eq(userSettings.userId, userOf(ctx) ?? '')),
    );
  return readPreferences(row?.stored);
}
