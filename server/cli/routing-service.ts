import { inOrganization, type VerbContext } from '@/server/context';
import type { ServiceRouting } from '@/server/domain/routing/service-routing';
import { findOrganization } from '@/server/usecases/organizations/find-organization';
import { routeService } from '@/server/usecases/routing/route-service';
import { findService } from '@/server/usecases/services/find-service';
import { findPerson } from '@/server/usecases/users/find-person';
import { type Arguments, UsageError } from './arguments';
import { type Command, OPERATOR } from './command';

export const routingService: Command = {
  name: 'routing service',
  usage: '--org S --service N [--agents e1,e2 | --to-service M]   (neither: all its members)',
  options: ['org', 'service', 'agents', 'to-service'],
  async run({ box }, args) {
    const organizationId = await findOrganization(box.database, args.text('org'));
    const routing = await inOrganization(box, organizationId, OPERATOR, async (ctx) => {
      const serviceId = await findService(ctx, args.text('service'));
      const wanted = await readRouting(ctx, args);
      await routeService(ctx, { serviceId, routing: wanted });
      return wanted;
    });
    const heardBy = routing === null ? 'all its members' : `the chosen ${routing.kind}`;
    return { json: { routing }, text: `Customers of ${args.text('service')} are heard by ${heardBy} now.` };
  },
};

async function readRouting(ctx: VerbContext, args: Arguments): Promise<ServiceRouting | null> {
  const agents = args.list('agents');
  const other = args.optional('to-service');
  if (agents.length > 0 && other) throw new UsageError('--agents or --to-service, not both');
  if (other) return { kind: 'service', serviceId: await findService(ctx, other) };
  if (agents.length === 0) return null;
  const userIds: string[] = [];
  for (const email of agents) {
    const person = await findPerson(ctx, email);
    if (person.kind === 'user') userIds.push(person.userId);
  }
  return { kind: 'agents', userIds };
}
