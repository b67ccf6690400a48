import { inOrganization } from '@/server/context';
import { addConnectionInput } from '@/server/domain/connections/inputs';
import { addConnection } from '@/server/usecases/connections/add-connection';
import { findOrganization } from '@/server/usecases/organizations/find-organization';
import { type Arguments, readInput } from './arguments';
import { type Command, OPERATOR } from './command';

export const connectionAdd: Command = {
  name: 'connection add',
  usage:
    'twilio --org S --name N --account-sid AC… --auth-token … [--api-base-url http://…] [--rate 100], or: simulator --org S --name N',
  options: ['org', 'name', 'account-sid', 'auth-token', 'api-base-url', 'rate'],
  words: 1,
  async run({ box, seal, publicUrl }, args) {
    const input = readInput(
      addConnectionInput,
      {
        kind: args.words[0],
        name: args.text('name'),
        credentials: credentialsOf(args),
        apiBaseUrl: args.optional('api-base-url'),
        rate: args.number('rate'),
      },
      { kind: 'carrier', apiBaseUrl: 'api-base-url' },
    );
    const organizationId = await findOrganization(box.database, args.text('org'));
    const { id, webhookToken } = await inOrganization(box, organizationId, OPERATOR, (ctx) =>
      addConnection(ctx, seal, input),
    );
    const base = `${publicUrl}/api/webhooks/${webhookToken}`;
    const urls = { inboundUrl: `${base}/inbound`, statusUrl: `${base}/status` };
    return {
      json: { id, ...urls },
      text: `Added the connection "${input.name}" (${id}).\nIncoming texts: ${urls.inboundUrl}\nDelivery reports: ${urls.statusUrl}`,
    };
  },
};

/** Only what was given; the adapter's own schema says what is missing. */
function credentialsOf(args: Arguments): Record<string, string> {
  const accountSid = args.optional('account-sid');
  const authToken = args.optional('auth-token');
  return { ...(accountSid !== undefined && { accountSid }), ...(authToken !== undefined && { authToken }) };
}
