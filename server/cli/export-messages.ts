import { exportMessages as exportAll } from '@/server/usecases/operations/export-messages';
import { findOrganization } from '@/server/usecases/organizations/find-organization';
import { UsageError } from './arguments';
import { type Command, OPERATOR } from './command';

export const exportMessages: Command = {
  name: 'export messages',
  usage: '--org S --format ndjson',
  options: ['org', 'format'],
  async run({ box, print }, args) {
    if ((args.optional('format') ?? 'ndjson') !== 'ndjson')
      throw new UsageError('--format: only ndjson is known');
    const organizationId = await findOrganization(box.database, args.text('org'));
    for await (const message of exportAll(box, organizationId, OPERATOR))
      await print(JSON.stringify(message));
    return undefined;
  },
};
