import { revokeSessions } from '@/server/auth/end-sessions';
import { inOrganization } from '@/server/context';
import { updateUserInput } from '@/server/domain/users/inputs';
import { findOrganization } from '@/server/usecases/organizations/find-organization';
import { findPerson } from '@/server/usecases/users/find-person';
import { updateUser } from '@/server/usecases/users/update-user';
import { readInput } from './arguments';
import { type Command, OPERATOR } from './command';

export const userSet: Command = {
  name: 'user set',
  usage:
    '--org S --email E [--name N] [--role agent|supervisor|admin] [--licence basic|essential|business|premium] [--active on|off]',
  options: ['org', 'email', 'name', 'role', 'licence', 'active'],
  async run({ box }, args) {
    const organizationId = await findOrganization(box.database, args.text('org'));
    const active = args.switch('active');
    const userId = await inOrganization(box, organizationId, OPERATOR, async (ctx) => {
      const person = await findPerson(ctx, args.text('email'));
      const given = {
        userId: person.kind === 'user' ? person.userId : undefined,
        name: args.optional('name'),
        role: args.optional('role'),
        licence: args.optional('licence'),
        active,
      };
      const input = readInput(updateUserInput, given, {});
      await updateUser(ctx, input);
      return input.userId;
    });
    // Nobody comes back by an old session when they are switched on again.
    if (active === false) await revokeSessions(box.database, organizationId, userId);
    return { json: { changed: true }, text: `Changed ${args.text('email')}.` };
  },
};
