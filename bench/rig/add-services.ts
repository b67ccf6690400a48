import { uuidv7 } from 'uuidv7';
import type { Database } from '@/db/client';
import { numbers, senders, serviceMembers, services } from '@/db/schema/numbers';
import type { TestOrganization } from '@/db/testing/test-organization';
import type { Line } from './fill-inbox';

/** Services up to `count`, each with a number of its own and both agents; the organization's first among them. */
export async function addServices(
  database: Database,
  organization: TestOrganization,
  count: number,
): Promise<Line[]> {
  const lines: Line[] = [{ numberId: organization.numberId, serviceId: organization.serviceId }];
  while (lines.length < count) lines.push(await addService(database, organization, lines.length));
  return lines;
}

async function addService(
  database: Database,
  { id: organizationId, connectionId, anna, jonas }: TestOrganization,
  n: number,
) {
  const line: Line = { numberId: uuidv7(), serviceId: uuidv7() };
  await database.withOrganization(organizationId, async (tx) => {
    await tx.insert(numbers).values({
      organizationId,
      id: line.numberId,
      connectionId,
      e164: `+1415555${2000 + n}`,
      country: 'US',
      kind: 'local',
    });
    await tx.insert(senders).values({ organizationId, numberId: line.numberId, spacing: 0 });
    await tx.insert(services).values({
      organizationId,
      id: line.serviceId,
      name: `Team ${n}`,
      color: 'blue',
      numberId: line.numberId,
    });
    await tx
      .insert(serviceMembers)
      .values([anna, jonas].map(({ id: userId }) => ({ organizationId, serviceId: line.serviceId, userId })));
  });
  return line;
}
