import { inOrganization } from '@/server/context';
import { createCallHookInput } from '@/server/domain/calls/inputs';
import { createCallHook } from '@/server/usecases/calls/call-hooks';
import { findOrganization } from '@/server/usecases/organizations/find-organization';
import { readInput } from './arguments';
import { type Command, OPERATOR } from './command';

export const callHookCreate: Command = {
  name: 'call-hook create',
  usage: '--org S --name N   (for a telephone system that tells about calls)',
  options: ['org', 'name'],
  async run({ box, sealHook, publicUrl }, args) {
    const input = readInput(createCallHookInput, { name: args.text('name') }, {});
    const organizationId = await findOrganization(box.database, args.text('org'));
    const hook = await inOrganization(box, organizationId, OPERATOR, (ctx) =>
      createCallHook(ctx, sealHook, input),
    );
    const url = `${publicUrl}/api/calls`;
    return {
      json: { ...hook, url },
      text: `Made the hook "${input.name}" (${hook.id}).\nAddress: ${url}\nToken: ${hook.token}\nSecret, shown this once: ${hook.secret}`,
    };
  },
};
