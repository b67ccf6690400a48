import { inOrganization } from '@/server/context';
import { createServiceInput } from '@/server/domain/services/inputs';
import { findOrganization } from '@/server/usecases/organizations/find-organization';
import { createService } from '@/server/usecases/services/create-service';
import { readInput } from './arguments';
import { type Command, OPERATOR } from './command';

export const serviceCreate: Command = {
  name: 'service create',
  usage: '--org S --name N --number +… --members e1,e2 [--manager e]',
  options: ['org', 'name', 'number', 'members', 'manager'],
  async run({ box }, args) {
    const input = readInput(
      createServiceInput,
      {
        name: args.text('name'),
        numberE164: args.optional('number'),
        memberEmails: args.list('members'),
        managerEmail: args.optional('manager'),
      },
      { numberE164: 'number', memberEmails: 'members', managerEmail: 'manager' },
    );
    const organizationId = await findOrganization(box.database, args.text('org'));
    const service = await inOrganization(box, organizationId, OPERATOR, (ctx) => createService(ctx, input));
    return { json: service, text: `Made the Service "${input.name}" (${service.id}).` };
  },
};
