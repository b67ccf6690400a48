import { inOrganization, type VerbContext } from '@/server/context';
import { updateServiceInput } from '@/server/domain/services/inputs';
import { findOrganization } from '@/server/usecases/organizations/find-organization';
import { findService } from '@/server/usecases/services/find-service';
import { updateService } from '@/server/usecases/services/update-service';
import { findPerson } from '@/server/usecases/users/find-person';
import { type Arguments, readInput, UsageError } from './arguments';
import { type Command, OPERATOR } from './command';

export const serviceSet: Command = {
  name: 'service set',
  usage:
    '--org S --service N [--name N] [--hours JSON|off] [--away-text T|off] [--escalate-after MINUTES|never] [--auto-assign on|off] [--manager e|none] [--members e,e]',
  options: [
    'org',
    'service',
    'name',
    'hours',
    'away-text',
    'escalate-after',
    'auto-assign',
    'manager',
    'members',
  ],
  async run({ box }, args) {
    const organizationId = await findOrganization(box.database, args.text('org'));
    await inOrganization(box, organizationId, OPERATOR, async (ctx) => {
      const input = readInput(
        updateServiceInput,
        {
          serviceId: await findService(ctx, args.text('service')),
          name: args.optional('name'),
          businessHours: readHours(args),
          awayText: orNull(args.optional('away-text'), 'off'),
          escalateAfterMinutes:
            args.optional('escalate-after') === 'never' ? null : args.number('escalate-after'),
          autoAssign: args.switch('auto-assign'),
          managerId: await readManager(ctx, args),
          memberIds: await readMembers(ctx, args),
        },
        {
          businessHours: 'hours',
          awayText: 'away-text',
          escalateAfterMinutes: 'escalate-after',
          autoAssign: 'auto-assign',
          managerId: 'manager',
          memberIds: 'members',
        },
      );
      await updateService(ctx, input);
    });
    return { json: { changed: true }, text: `Changed the Service "${args.text('service')}".` };
  },
};

function orNull(value: string | undefined, nothing: string): string | null | undefined {
  return value === nothing ? null : value;
}

function readHours(args: Arguments): unknown {
  const given = orNull(args.optional('hours'), 'off');
  if (typeof given !== 'string') return given;
  try {
    return JSON.parse(given);
  } catch {
    throw new UsageError('--hours must be JSON: {"timeZone":…,"week":[…seven days…],"closedDates":[…]}');
  }
}

async function readManager(ctx: VerbContext, args: Arguments): Promise<string | null | undefined> {
  const email = orNull(args.optional('manager'), 'none');
  if (typeof email !== 'string') return email;
  const person = await findPerson(ctx, email);
  return person.kind === 'user' ? person.userId : undefined;
}

/** All its members from then on. */
async function readMembers(ctx: VerbContext, args: Arguments): Promise<string[] | undefined> {
  if (args.optional('members') === undefined) return undefined;
  const people = await Promise.all(args.list('members').map((email) => findPerson(ctx, email)));
  return people.flatMap((person) => (person.kind === 'user' ? [person.userId] : []));
}
