import { inOrganization } from '@/server/context';
import { addNumberInput } from '@/server/domain/numbers/inputs';
import { addNumber } from '@/server/usecases/numbers/add-number';
import { findOrganization } from '@/server/usecases/organizations/find-organization';
import { readInput } from './arguments';
import { type Command, OPERATOR } from './command';

export const numberAdd: Command = {
  name: 'number add',
  usage: '--org S --connection ID --e164 +… [--kind local|mobile|toll_free]',
  options: ['org', 'connection', 'e164', 'kind'],
  async run({ box }, args) {
    const input = readInput(
      addNumberInput,
      { connectionId: args.text('connection'), e164: args.text('e164'), kind: args.optional('kind') },
      { connectionId: 'connection' },
    );
    const organizationId = await findOrganization(box.database, args.text('org'));
    const number = await inOrganization(box, organizationId, OPERATOR, (ctx) => addNumber(ctx, input));
    return { json: number, text: `Added the number ${input.e164} (${number.id}).` };
  },
};
