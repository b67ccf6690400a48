import { sql } from 'drizzle-orm';
import { TEXTING_LICENCES } from '@/server/domain/users/roles';

/** The domain's licenceSuffices, of a row `u` of users. */
export const LICENCE_SUFFICES = sql`u.licence in ${[...TEXTING_LICENCES]}`;

/** The domain's mayText, of a row `u` of users. */
export const MAY_TEXT = sql`(u.active and ${LICENCE_SUFFICES})`;
