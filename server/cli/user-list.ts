import { inOrganization } from '@/server/context';
import { findOrganization } from '@/server/usecases/organizations/find-organization';
import { listUsers } from '@/server/usecases/users/list-users';
import { type Command, OPERATOR } from './command';

export const userList: Command = {
  name: 'user list',
  usage: '--org S',
  options: ['org'],
  async run({ box }, args) {
    const organizationId = await findOrganization(box.database, args.text('org'));
    const users = await inOrganization(box, organizationId, OPERATOR, listUsers);
    const lines = users.map(
      ({ name, email, role, licence, active }) =>
        `${name} <${email}>: ${role}, ${licence}${active ? '' : ', switched off'}`,
    );
    return { json: users, text: lines.join('\n') };
  },
};
