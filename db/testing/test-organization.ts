import { sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Licence, Role } from '@/server/domain/users/roles';
import type { Database } from '../client';
import { eventCounters } from '../schema/events';
import { connections, numbers, senders, serviceMembers, services } from '../schema/numbers';
import { organizations } from '../schema/organizations';
import { users } from '../schema/users';

export interface TestUser {
  id: string;
  role: Role;
  licence: Licence;
}

export interface TestOrganization {
  id: number;
  connectionId: string;
  webhookToken: string;
  /** A US local number, the SMS number of `service`. */
  numberId: string;
  e164: string;
  serviceId: string;
  /** Members of `service`. */
  anna: TestUser;
  jonas: TestUser;
  /** A business agent outside the Service. */
  outsider: TestUser;
  supervisor: TestUser;
  admin: TestUser;
}

let made = 0;

/**
 * An organization of its own for one suite: one Service "Support" with two members, people of every
 * role, one number. Two of them in one database share nothing, not even a telephone number.
 */
export async function testOrganization(
  database: Database,
  { region = 'US', platformVersion = '6.05.20240501.1', connectionKind = 'simulator', spacing = 0 } = {},
): Promise<TestOrganization> {
  made += 1;
  const id = await database.withDispatcher(async (tx) => {
    const { rows } = await tx.execute<{ id: number }>(sql`select nextval('organizations_id_seq')::int as id`);
    return rows[0]?.id ?? 0;
  });
  const user = (role: Role = 'agent', licence: Licence = 'business'): TestUser => ({
    id: uuidv7(),
    role,
    licence,
  });
  const organization: TestOrganization = {
    id,
    connectionId: uuidv7(),
    webhookToken: `${id.toString(36)}-${'t'.repeat(32)}`,
    numberId: uuidv7(),
    e164: `+1415555${String(1000 + made)}`,
    serviceId: uuidv7(),
    anna: user(),
    jonas: user('agent', 'premium'),
    outsider: user(),
    supervisor: user('supervisor'),
    admin: user('admin'),
  };
  await database.withOrganization(id, async (tx) => {
    const organizationId = id;
    const slug = `org-${id}`;
    await tx
      .insert(organizations)
      .values({ id, slug, name: slug, region, platformVersion, timeZone: 'America/New_York' });
    await tx.insert(eventCounters).values({ organizationId });
    for (const name of ['anna', 'jonas', 'outsider', 'supervisor', 'admin'] as const) {
      await tx
        .insert(users)
        .values({ ...organization[name], organizationId, name, email: `${name}@${slug}.example` });
    }
    await tx.insert(connections).values({
      organizationId,
      id: organization.connectionId,
      kind: connectionKind,
      name: 'Test',
      sealedCredentials: 'sealed',
      webhookToken: organization.webhookToken,
    });
    const { numberId, serviceId, connectionId, e164 } = organization;
    await tx
      .insert(numbers)
      .values({ organizationId, id: numberId, connectionId, e164, country: 'US', kind: 'local' });
    await tx.insert(senders).values({ organizationId, numberId, spacing });
    await tx
      .insert(services)
      .values({ organizationId, id: serviceId, name: 'Support', color: 'blue', numberId });
    for (const member of [organization.anna, organization.jonas]) {
      await tx.insert(serviceMembers).values({ organizationId, serviceId, userId: member.id });
    }
  });
  return organization;
}
