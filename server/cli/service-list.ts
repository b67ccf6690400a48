import { inOrganization } from '@/server/context';
import { findOrganization } from '@/server/usecases/organizations/find-organization';
import { listServices } from '@/server/usecases/services/list-services';
import { type Command, OPERATOR } from './command';

export const serviceList: Command = {
  name: 'service list',
  usage: '--org S',
  options: ['org'],
  async run({ box }, args) {
    const organizationId = await findOrganization(box.database, args.text('org'));
    const services = await inOrganization(box, organizationId, OPERATOR, listServices);
    const lines = services.map(
      ({ name, e164, memberIds, escalateAfterMinutes, businessHours }) =>
        `${name}: ${e164 ?? 'no number'}, ${memberIds.length} members, ${businessHours ? 'with hours' : 'always open'}, ${
          escalateAfterMinutes === null ? 'no escalation' : `escalation after ${escalateAfterMinutes} min`
        }`,
    );
    return { json: services, text: lines.join('\n') };
  },
};
