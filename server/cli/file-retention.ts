import { inOrganization } from '@/server/context';
import { fileRetentionInput } from '@/server/domain/media/inputs';
import { setFileRetention } from '@/server/usecases/media/set-file-retention';
import { findOrganization } from '@/server/usecases/organizations/find-organization';
import { readInput } from './arguments';
import { type Command, OPERATOR } from './command';

export const fileRetention: Command = {
  name: 'file retention',
  usage: '--org S [--days 90]   (older files are deleted for good; without --days they are kept for ever)',
  options: ['org', 'days'],
  async run({ box }, args) {
    const input = readInput(fileRetentionInput, { days: args.number('days') ?? null }, { days: 'days' });
    const organizationId = await findOrganization(box.database, args.text('org'));
    await inOrganization(box, organizationId, OPERATOR, (ctx) => setFileRetention(ctx, input));
    const kept = input.days === null ? 'for ever' : `for ${input.days} days; older ones go within the hour`;
    return { json: input, text: `Files of messages are kept ${kept}.` };
  },
};
