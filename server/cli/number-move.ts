import { inOrganization } from '@/server/context';
import { findNumber } from '@/server/usecases/numbers/find-number';
import { moveNumber } from '@/server/usecases/numbers/move-number';
import { findOrganization } from '@/server/usecases/organizations/find-organization';
import { findService } from '@/server/usecases/services/find-service';
import { type Command, OPERATOR } from './command';

export const numberMove: Command = {
  name: 'number move',
  usage: '--org S --e164 +… [--service N]   (without --service it belongs to none)',
  options: ['org', 'e164', 'service'],
  async run({ box }, args) {
    const e164 = args.text('e164');
    const service = args.optional('service');
    const organizationId = await findOrganization(box.database, args.text('org'));
    const effect = await inOrganization(box, organizationId, OPERATOR, async (ctx) => {
      const serviceId = service ? await findService(ctx, service) : null;
      return moveNumber(ctx, { numberId: await findNumber(ctx, e164), serviceId });
    });
    return {
      json: effect,
      text: `${e164} moved. ${effect.retired} conversations can only be read now, ${effect.revived} go on.`,
    };
  },
};
