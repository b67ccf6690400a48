import { DEMO_HOURS } from '@/db/seed/demo-desk';
import { type DemoService, demoHistory } from '@/db/seed/demo-history';
import {
  DEMO_OFFICE,
  DEMO_ORGANIZATION,
  DEMO_PASSWORD,
  DEMO_SERVICES,
  DEMO_SUPERVISOR,
  DEMO_USERS,
} from '@/db/seed/demo-organization';
import { storeHandsets } from '@/db/seed/store-handsets';
import { storeHistory } from '@/db/seed/store-history';
import { hashPassword } from '@/server/auth/hash-password';
import { type Box, inOrganization, type VerbContext } from '@/server/context';
import { licenceSuffices } from '@/server/domain/users/roles';
import { addConnection, type NewConnection } from '@/server/usecases/connections/add-connection';
import { addNumber } from '@/server/usecases/numbers/add-number';
import { nextOrganizationId, storeOrganization } from '@/server/usecases/organizations/create-organization';
import { createService } from '@/server/usecases/services/create-service';
import { updateService } from '@/server/usecases/services/update-service';
import { createUser } from '@/server/usecases/users/create-user';
import { giveOfficeNumber } from '@/server/usecases/users/give-office-number';
import { seedDemoArrivals } from './seed-demo-arrivals';
import { seedDemoDesk } from './seed-demo-desk';
import { seedDemoTriage } from './seed-demo-triage';

const OPERATOR = { kind: 'operator' } as const;

/**
 * Makes the demo organization. People, numbers and Services come in by the verbs an admin uses; the
 * three months of texting before today by the bulk path of db/seed/store-history.ts; what its people made of
 * it by the verbs again. All in one
 * transaction: a start that is broken off leaves no half of a demo behind.
 */
export async function seedDemo(box: Box, seal: (connection: NewConnection) => string): Promise<void> {
  const organizationId = await nextOrganizationId(box);
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await inOrganization(box, organizationId, OPERATOR, async (ctx) => {
    await storeOrganization(ctx, DEMO_ORGANIZATION);
    const userIds = new Map<string, string>();
    for (const user of DEMO_USERS) {
      const { id } = await createUser(ctx, user, passwordHash);
      userIds.set(user.email, id);
    }
    const services = await createServices(ctx, seal, userIds);
    const history = demoHistory(services, ctx.now);
    await storeHistory(ctx.tx, organizationId, history);
    await storeHandsets(ctx.tx, organizationId, history);
    const { labelIds } = await seedDemoTriage(ctx, userIds.get(DEMO_SUPERVISOR) ?? '', history);
    const house = { history, services, userIds, labelIds };
    await seedDemoDesk(ctx, house);
    await seedDemoArrivals(ctx, house);
  });
}

const TEXTING: ReadonlySet<string> = new Set(
  DEMO_USERS.filter(({ licence }) => licenceSuffices(licence)).map(({ email }) => email),
);

async function createServices(
  ctx: VerbContext,
  seal: (connection: NewConnection) => string,
  userIds: ReadonlyMap<string, string>,
): Promise<DemoService[]> {
  const connection = await addConnection(ctx, seal, {
    kind: 'simulator',
    name: 'Virtual phones',
    credentials: {},
    rate: 0,
  });
  const { id: numberId } = await addNumber(ctx, { connectionId: connection.id, e164: DEMO_OFFICE.number });
  for (const email of DEMO_OFFICE.users) {
    await giveOfficeNumber(ctx, { userId: userIds.get(email) ?? '', numberId });
  }
  const services: DemoService[] = [];
  for (const { name, number, country, members, manager } of DEMO_SERVICES) {
    const { id: numberId } = await addNumber(ctx, { connectionId: connection.id, e164: number });
    const { id: serviceId } = await createService(ctx, {
      name,
      numberE164: number,
      memberEmails: [...members],
      managerEmail: manager,
    });
    if (name === DEMO_HOURS.service) {
      await updateService(ctx, { serviceId, businessHours: DEMO_HOURS.hours });
    }
    // Mia's licence is too small to text: she is a member, and takes part nowhere.
    const texting = members.filter((email) => TEXTING.has(email));
    const memberIds = texting.flatMap((email) => userIds.get(email) ?? []);
    services.push({ name, serviceId, numberId, number, connectionId: connection.id, country, memberIds });
  }
  return services;
}
