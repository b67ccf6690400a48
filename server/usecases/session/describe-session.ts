import { sql } from 'drizzle-orm';
import type { VerbContext } from '@/server/context';
import { textLimitOf } from '@/server/domain/connections/text-limit';
import { DomainError } from '@/server/domain/errors';
import type { NumberKind } from '@/server/domain/numbers/number';
import { sayReason } from '@/server/domain/sending/say';
import {
  reasonsAgainstTexting,
  serviceConversationsBlocked,
} from '@/server/domain/sending/service-conversations-blocked';
import { type Licence, licenceSuffices, type Role } from '@/server/domain/users/roles';

export interface NumberSummary {
  id: string;
  e164: string;
  country: string;
  kind: NumberKind;
  status: 'active' | 'removed';
  connectionStatus: 'active' | 'paused';
  tollFreeVerified: boolean;
  /** The longest text its carrier takes, in UTF-16 units. */
  textLimit: number;
  /** The kind of its connection. */
  carrier: string;
  serviceId: string | null;
}

export interface ServiceSummary {
  id: string;
  name: string;
  color: string;
  number: Pick<NumberSummary, 'id' | 'e164' | 'country' | 'kind'> | null;
  isMember: boolean;
  /** Its static members, to whom a conversation can be assigned (item 60). */
  memberIds: string[];
}

export interface LabelSummary {
  id: string;
  name: string;
  color: string;
}

export interface Person {
  id: string;
  name: string;
  role: Role;
  licence: Licence;
  active: boolean;
}

export interface SessionDescription {
  user: { id: string; name: string; email: string; role: Role; licence: Licence };
  organization: { id: number; name: string; region: string; timeZone: string; platformVersion: string };
  /** Where the event stream stood before anything else was read: live updates go on from here. */
  cursor: string;
  services: ServiceSummary[];
  numbers: NumberSummary[];
  people: Person[];
  labels: LabelSummary[];
  hasSimulator: boolean;
  /** This person's own line; null = they have none. */
  officeNumber: string | null;
  /** Why "2 Way SMS" from it cannot be used (items 20, 21, 26), and who can change that; null = it can. */
  directBlocked: { message: string; fix: string } | null;
  /** Why "Create SMS conversation" cannot be used (items 42, 43, 44), and who can change that; null = it can. */
  createBlocked: { message: string; fix: string } | null;
}

interface Frame extends Record<string, unknown> {
  name: string;
  region: string;
  time_zone: string;
  platform_version: string;
  has_simulator: boolean;
}

/** Everything a screen needs to know once: who I am, which Services, numbers and people there are. */
export async function describeSession(ctx: VerbContext): Promise<SessionDescription> {
  const { actor, organizationId, tx } = ctx;
  if (actor.kind !== 'user')
    throw new DomainError('forbidden', 'person_needed', 'Only a person has a session.');
  const cursor = await readCursor(ctx);
  const frame = await tx.execute<Frame>(sql`
    select name, region, time_zone, platform_version,
           exists (select from connections c where c.organization_id = o.id and c.kind = 'simulator') as has_simulator
    from organizations o where id = ${organizationId}`);
  const people = await tx.execute<
    Person & { email: string; officeNumberId: string | null } & Record<string, unknown>
  >(sql`
    select id, name, email, role, licence, active, office_number_id as "officeNumberId" from users
    where organization_id = ${organizationId} order by name`);
  const numbers = await readNumbers(ctx);
  const labels = await tx.execute<LabelSummary & Record<string, unknown>>(sql`
    select id, name, color from labels where organization_id = ${organizationId} order by name`);
  const services = await readServices(ctx, actor.userId, numbers);
  const organization = frame.rows[0];
  const me = people.rows.find((person) => person.id === actor.userId && person.active && actor.active);
  if (!organization || !me)
    throw new DomainError('unauthenticated', 'user_gone', 'This user no longer exists.');
  const office = numbers.find(
    ({ id, status, serviceId }) => id === me.officeNumberId && status === 'active' && serviceId === null,
  );
  return {
    user: { id: me.id, name: me.name, email: me.email, role: me.role, licence: me.licence },
    organization: {
      id: organizationId,
      name: organization.name,
      region: organization.region,
      timeZone: organization.time_zone,
      platformVersion: organization.platform_version,
    },
    cursor,
    services,
    numbers,
    people: people.rows.map(({ email: _email, officeNumberId: _number, ...person }) => person),
    labels: labels.rows,
    hasSimulator: organization.has_simulator,
    officeNumber: office?.e164 ?? null,
    directBlocked: whyNotDirect(organization, me, office),
    createBlocked: whyNotCreate(organization, services),
  };
}

async function readCursor({ tx, organizationId }: VerbContext): Promise<string> {
  const { rows } = await tx.execute<{ epoch: string; last_seq: string }>(sql`
    select epoch, last_seq from event_counters where organization_id = ${organizationId}`);
  return `${rows[0]?.epoch}.${rows[0]?.last_seq}`;
}

async function readNumbers({ tx, organizationId }: VerbContext): Promise<NumberSummary[]> {
  const { rows } = await tx.execute<Omit<NumberSummary, 'textLimit'>>(sql`
    select n.id, n.e164, n.country, n.kind, n.status, c.status as "connectionStatus", c.kind as carrier,
           n.toll_free_verified as "tollFreeVerified", s.id as "serviceId"
    from numbers n
      join connections c on c.organization_id = n.organization_id and c.id = n.connection_id
      left join services s on s.organization_id = n.organization_id and s.number_id = n.id
    where n.organization_id = ${organizationId} order by n.e164`);
  return rows.map((number) => ({ ...number, textLimit: textLimitOf(number.carrier) }));
}

async function readServices(
  ctx: VerbContext,
  userId: string,
  numbers: NumberSummary[],
): Promise<ServiceSummary[]> {
  const { rows } = await ctx.tx.execute<{
    id: string;
    name: string;
    color: string;
    number_id: string | null;
    member_ids: string[];
  }>(sql`
    select s.id, s.name, s.color, s.number_id,
           array(select sm.user_id::text from service_members sm where sm.organization_id = s.organization_id
             and sm.service_id = s.id) as member_ids
    from services s where s.organization_id = ${ctx.organizationId} order by s.name`);
  return rows.map((row) => {
    const number = numbers.find(({ id, status }) => id === row.number_id && status === 'active');
    return {
      id: row.id,
      name: row.name,
      color: row.color,
      number: number
        ? { id: number.id, e164: number.e164, country: number.country, kind: number.kind }
        : null,
      isMember: row.member_ids.includes(userId),
      memberIds: row.member_ids,
    };
  });
}

function whyNotDirect(
  organization: Frame,
  { licence }: Person,
  office: NumberSummary | undefined,
): SessionDescription['directBlocked'] {
  const [reason] = reasonsAgainstTexting('directConversations', {
    region: organization.region,
    platformVersion: organization.platform_version,
  });
  if (reason) return { message: reason.message, fix: reason.fix.where };
  if (!licenceSuffices(licence)) {
    const low = sayReason('licence_too_low');
    return { message: low.message, fix: low.fix.where };
  }
  if (office) return null;
  return { message: 'You have no office number to text from.', fix: 'An admin can give you one.' };
}

function whyNotCreate(organization: Frame, services: ServiceSummary[]): SessionDescription['createBlocked'] {
  const reason = serviceConversationsBlocked({
    region: organization.region,
    platformVersion: organization.platform_version,
  });
  if (reason) return { message: reason.message, fix: reason.fix.where };
  if (services.some((service) => service.number)) return null;
  return {
    message: 'No Service has an SMS number yet.',
    fix: 'An admin can give a Service its number.',
  };
}
