import { hashPassword } from '@/server/auth/hash-password';
import { inOrganization } from '@/server/context';
import { createUserInput } from '@/server/domain/users/inputs';
import { findOrganization } from '@/server/usecases/organizations/find-organization';
import { createUser } from '@/server/usecases/users/create-user';
import { readInput, UsageError } from './arguments';
import { type Command, OPERATOR } from './command';

/** In characters. The longest is what sign-in takes. */
const PASSWORD = { shortest: 8, longest: 128 };

export const userCreate: Command = {
  name: 'user create',
  usage:
    '--org S --email E --password P --role agent|supervisor|admin --licence basic|essential|business|premium [--name N] [--office-number +…]',
  options: ['org', 'email', 'password', 'role', 'licence', 'name', 'office-number'],
  async run({ box }, args) {
    const input = readInput(
      createUserInput,
      {
        email: args.text('email'),
        name: args.optional('name'),
        role: args.text('role'),
        licence: args.text('licence'),
        officeNumber: args.optional('office-number'),
      },
      { officeNumber: 'office-number' },
    );
    const password = args.text('password');
    if (password.length < PASSWORD.shortest || password.length > PASSWORD.longest) {
      throw new UsageError(`--password: ${PASSWORD.shortest} to ${PASSWORD.longest} characters`);
    }
    const organizationId = await findOrganization(box.database, args.text('org'));
    const passwordHash = await hashPassword(password);
    const user = await inOrganization(box, organizationId, OPERATOR, (ctx) =>
      createUser(ctx, input, passwordHash),
    );
    return { json: user, text: `${input.email} can sign in now (${user.id}).` };
  },
};
