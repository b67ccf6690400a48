import { createOrganizationInput } from '@/server/domain/organizations/inputs';
import { createOrganization } from '@/server/usecases/organizations/create-organization';
import { readInput } from './arguments';
import { type Command, OPERATOR } from './command';

export const orgCreate: Command = {
  name: 'org create',
  usage: '--slug S --name N --region US --platform-version 6.05.20240501.1 [--time-zone America/New_York]',
  options: ['slug', 'name', 'region', 'platform-version', 'time-zone'],
  async run({ box }, args) {
    const input = readInput(
      createOrganizationInput,
      {
        slug: args.text('slug'),
        name: args.text('name'),
        region: args.text('region'),
        platformVersion: args.text('platform-version'),
        timeZone: args.optional('time-zone'),
      },
      { platformVersion: 'platform-version', timeZone: 'time-zone' },
    );
    const organization = await createOrganization(box, OPERATOR, input);
    return { json: organization, text: `Made the organization "${organization.slug}" (${organization.id}).` };
  },
};
