import { uuidv7 } from 'uuidv7';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DialplanMatch, DialplanRule, DialplanTarget } from '@/server/domain/routing/dialplan';
import type { ServiceRouting } from '@/server/domain/routing/service-routing';
import { participantsOf } from '../conversations/join-conversation';
import { listConversations } from '../conversations/list-conversations';
import { removeParticipant } from '../conversations/remove-participant';
import { expectEventsToTellAll } from '../testing/expect-events-to-tell-all';
import { type House, house } from '../testing/house';
import { listRules, saveRules } from './dialplan-rules';
import { dryRunRoute } from './dry-run-route';
import { routeService } from './route-service';

const CUSTOMER = '+14155550177';
let home: House;
let people: House['organization'];
/** A Service of one, the outsider, with no number of its own. */
let sales: string;

beforeEach(async () => {
  home = await house();
  people = home.organization;
  sales = uuidv7();
  await home.rows(
    `insert into services (organization_id, id, name, color) values (${people.id}, '${sales}', 'Sales', 'green')`,
  );
  await home.rows(
    `insert into service_members (organization_id, service_id, user_id) values (${people.id}, '${sales}', '${people.outsider.id}')`,
  );
});

/** The number of the house becomes the office number of Anna and Jonas. */
async function asOfficeNumber(): Promise<void> {
  await home.rows('update services set number_id = null');
  await home.rows(
    `update users set office_number_id = '${people.numberId}' where id in ('${people.anna.id}', '${people.jonas.id}')`,
  );
}

function rule(target: DialplanTarget, match: Partial<DialplanMatch> = {}): DialplanRule {
  return {
    id: uuidv7(),
    name: `To ${target.kind}`,
    enabled: true,
    match: { numberIds: [], customers: [], countries: [], keywords: [], hours: null, ...match },
    target,
  };
}

const save = (rules: DialplanRule[], who = people.admin) => home.as(who, (ctx) => saveRules(ctx, { rules }));
const dryRun = (text = '', from = CUSTOMER) =>
  home.as(people.admin, (ctx) => dryRunRoute(ctx, { to: people.e164, from, text }));
const idsOf = (...users: { id: string }[]) => users.map(({ id }) => id).toSorted();

/** Who takes part in the only conversation. */
async function heardBy(): Promise<string[]> {
  const [row] = await home.rows<{ id: string }>('select id from conversations');
  if (!row) return [];
  return (await home.as('job', (ctx) => participantsOf(ctx, row.id))).toSorted();
}

describe('a text to an office number', () => {
  beforeEach(asOfficeNumber);

  it('makes a group chat of those with the office number and a sufficient licence (34, 35)', async () => {
    await home.rows(`update users set licence = 'basic' where id = '${people.jonas.id}'`);
    expect(await dryRun()).toMatchObject({ decidedBy: 'office', users: [{ id: people.anna.id }] });
    await home.receive(CUSTOMER, 'Hello');
    expect(await heardBy()).toEqual(idsOf(people.anna));
    expect(await home.rows('select kind, service_id, number_id from conversations')).toEqual([
      { kind: 'direct', service_id: null, number_id: people.numberId },
    ]);
  });

  it('goes first to the users whom the dialplan matches, as guests where the line is not theirs (35)', async () => {
    await save([
      rule({ kind: 'users', userIds: [people.outsider.id, people.anna.id] }, { customers: ['+1'] }),
    ]);
    const planned = await dryRun();
    expect(planned.decidedBy).toBe('rule');
    expect(planned.why).toContain('Rule "To users" takes it to anna, outsider.');
    const readers = [people.anna, people.jonas, people.outsider, people.supervisor];
    await expectEventsToTellAll(home, readers, () => home.receive(CUSTOMER, 'Hello'));
    expect(await heardBy()).toEqual(idsOf(people.anna, people.outsider));
    expect(await home.rows('select user_id from participants where is_guest')).toEqual([
      { user_id: people.outsider.id },
    ]);
    const { items } = await home.as(people.outsider, (ctx) =>
      listConversations(ctx, { view: 'all', limit: 9 }),
    );
    expect(items).toHaveLength(1);
    // A stream asks again what it may hear when this names its reader (events/frames).
    expect((await home.events()).at(-1)).toMatchObject({
      kind: 'participants.changed',
      participantIds: expect.arrayContaining([people.outsider.id]),
    });
  });

  it('goes to a Service’s members, and to those of today when all have left', async () => {
    await save([rule({ kind: 'service', serviceId: sales })]);
    await home.receive(CUSTOMER, 'Hello');
    expect(await heardBy()).toEqual(idsOf(people.outsider));
    const [row] = await home.rows<{ id: string }>('select id from conversations');
    await home.as(people.outsider, (ctx) =>
      removeParticipant(ctx, { conversationId: row?.id ?? '', userId: people.outsider.id }),
    );
    await home.receive(CUSTOMER, 'Anybody?');
    expect(await heardBy()).toEqual(idsOf(people.outsider));
    expect(await home.rows('select user_id from participants where not is_guest')).toEqual([]);
  });

  it('is answered by a rule, and still heard by those whose line it is', async () => {
    await save([rule({ kind: 'reply', text: 'We call you back.' }, { keywords: ['quote'] })]);
    await home.receive(CUSTOMER, 'A quote, please');
    expect(await home.rows(`select body, automatic from messages where direction = 'out'`)).toEqual([
      { body: 'We call you back.', automatic: true },
    ]);
    expect(await heardBy()).toEqual(idsOf(people.anna, people.jonas));
    expect(await dryRun('A quote')).toMatchObject({ decidedBy: 'office' });
    expect(await dryRun('A quote', '+14155550178')).toMatchObject({
      decidedBy: 'rule',
      rule: { target: 'reply' },
    });
  });

  it('is kept in the block log by a rule, where nobody’s inbox shows it', async () => {
    await save([rule({ kind: 'block' }, { customers: ['+1415555017*'] })]);
    expect(await dryRun()).toMatchObject({ decidedBy: 'rule', users: [] });
    await home.receive(CUSTOMER, 'Buy now');
    expect(await home.rows('select id from conversations')).toEqual([]);
    expect(await home.rows('select customer, body from blocked_messages')).toEqual([
      { customer: CUSTOMER, body: 'Buy now' },
    ]);
  });

  it('is not lost when a rule names nobody who may receive, nor when nobody has the line', async () => {
    await save([rule({ kind: 'users', userIds: [people.outsider.id] })]);
    await home.rows(`update users set licence = 'essential' where id = '${people.outsider.id}'`);
    await home.receive(CUSTOMER, 'Hello');
    expect(await heardBy()).toEqual(idsOf(people.anna, people.jonas));
    await home.rows(`update users set licence = 'basic'`);
    expect(await dryRun('', '+14155550178')).toMatchObject({ decidedBy: 'nobody', users: [] });
    await home.receive('+14155550178', 'Hello');
    const { items } = await home.as(people.supervisor, (ctx) =>
      listConversations(ctx, { view: 'unattended', limit: 9 }),
    );
    expect(items).toMatchObject([{ customer: '+14155550178', participantCount: 0 }]);
  });
});

describe('a Service’s routing', () => {
  const route = (routing: ServiceRouting | null, who = people.admin) =>
    home.as(who, (ctx) => routeService(ctx, { serviceId: people.serviceId, routing }));

  it.each<[string, () => ServiceRouting | null, () => { id: string }[]]>([
    ['chosen agents', () => ({ kind: 'agents', userIds: [people.jonas.id] }), () => [people.jonas]],
    ['another Service', () => ({ kind: 'service', serviceId: sales }), () => [people.outsider]],
    ['all its members', () => null, () => [people.anna, people.jonas]],
  ])('brings in %s', async (_, routing, expected) => {
    await route(routing());
    const planned = await dryRun();
    await home.receive(CUSTOMER, 'Hello');
    expect(await heardBy()).toEqual(idsOf(...expected()));
    expect(planned.decidedBy).toBe('service');
    expect(idsOf(...planned.users)).toEqual(idsOf(...expected()));
  });

  it('loses nothing when none of those it names may receive any more', async () => {
    await route({ kind: 'agents', userIds: [people.outsider.id] });
    await home.rows(`update users set active = false where id = '${people.outsider.id}'`);
    await home.receive(CUSTOMER, 'Hello');
    expect(await heardBy()).toEqual(idsOf(people.anna, people.jonas));
  });

  it('is an admin’s, and names users who may text or another Service', async () => {
    await expect(route(null, people.supervisor)).rejects.toMatchObject({ code: 'forbidden' });
    const refused = (routing: ServiceRouting, reason: string) =>
      expect(route(routing)).rejects.toMatchObject({ code: 'invalid_input', reason });
    await refused({ kind: 'agents', userIds: [uuidv7()] }, 'route_user');
    await refused({ kind: 'service', serviceId: people.serviceId }, 'route_service');
    await refused({ kind: 'service', serviceId: uuidv7() }, 'route_service');
    expect(await home.rows('select id from services where routing is not null')).toEqual([]);
  });

  it('is asked, and no dialplan, for a Service’s number', async () => {
    await save([rule({ kind: 'block' })]);
    await home.receive(CUSTOMER, 'Hello');
    expect(await heardBy()).toEqual(idsOf(people.anna, people.jonas));
  });
});

describe('the dialplan', () => {
  it('is kept whole and in order, and each saving takes the place of all before', async () => {
    const rules = [rule({ kind: 'block' }), rule({ kind: 'service', serviceId: sales })];
    await save(rules);
    await save(rules.toReversed());
    expect(await home.as(people.admin, listRules)).toEqual(rules.toReversed());
    await Promise.all([save(rules), save([])]);
    expect([0, 2]).toContain((await home.as(people.admin, listRules)).length);
  });

  it('is an admin’s, and refuses rules that name what is not there', async () => {
    await expect(save([], people.supervisor)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(save([rule({ kind: 'users', userIds: [uuidv7()] })])).rejects.toMatchObject({
      reason: 'rule_user',
    });
    await expect(save([rule({ kind: 'service', serviceId: uuidv7() })])).rejects.toMatchObject({
      reason: 'rule_service',
    });
    await expect(save([rule({ kind: 'block' }, { numberIds: [people.numberId] })])).rejects.toMatchObject({
      reason: 'rule_number',
    });
    expect(await home.as(people.admin, listRules)).toEqual([]);
  });

  it('tells the way to a decision, rule by rule', async () => {
    await asOfficeNumber();
    await save([
      { ...rule({ kind: 'block' }), name: 'Spam', enabled: false },
      { ...rule({ kind: 'block' }, { countries: ['IT'] }), name: 'Italy' },
    ]);
    expect((await dryRun()).why).toBe(
      'It would go to those whose office number it is: anna, jonas. Rule "Spam" is switched off. Rule "Italy" is for other countries.',
    );
    await home.rows(`insert into blocks (organization_id, customer) values (${people.id}, '${CUSTOMER}')`);
    expect(await dryRun()).toMatchObject({ decidedBy: 'blocklist', users: [] });
  });
});
