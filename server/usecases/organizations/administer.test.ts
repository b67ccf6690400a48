import { type SQL, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { connectionSealer } from '@/server/carriers/seal-connection';
import { openCredentials } from '@/server/carriers/sealed-credentials';
import { inOrganization, type VerbContext } from '@/server/context';
import { createOrganizationInput } from '@/server/domain/organizations/inputs';
import { TWO_WAY_COUNTRIES } from '@/server/domain/organizations/region';
import type { Actor } from '@/server/domain/users/actor';
import { addConnection } from '../connections/add-connection';
import { findConnection, organizationOfToken } from '../connections/find-connection';
import { addNumber } from '../numbers/add-number';
import { createService } from '../services/create-service';
import { houseIn } from '../testing/house';
import { createUser } from '../users/create-user';
import { createOrganization } from './create-organization';
import { findOrganization, listOrganizations } from './find-organization';

const database = await testDatabase();
const home = await houseIn(database);
const other = await houseIn(database);
const keyring = { keys: [{ id: 'k1', key: Buffer.alloc(32, 7) }] };
const seal = connectionSealer(keyring);
const SECRET = 'canary-auth-token';
const twilio = {
  kind: 'twilio',
  name: 'Main',
  credentials: { accountSid: `AC${'0'.repeat(32)}`, authToken: SECRET },
  rate: 4,
};
const person = { role: 'agent', licence: 'business' } as const;

const asOperator = <T>(verb: (ctx: VerbContext) => Promise<T>) => home.as('operator', verb);
/** Rows as the organization itself sees them. */
const look = async (query: SQL, organizationId = home.organization.id) =>
  (await database.withOrganization(organizationId, (tx) => tx.execute(query))).rows;
const audited = (action: string, target: string, organizationId?: number) =>
  look(sql`select actor from audit_log where action = ${action} and target = ${target}`, organizationId);

describe('making an organization', () => {
  const input = createOrganizationInput.parse({
    slug: 'acme',
    name: 'Acme',
    region: 'GB',
    platformVersion: '6.05.20240501.1',
  });

  it('makes one that can be found, holds events, and stands in its own audit log', async () => {
    const { id } = await createOrganization(home.box, { kind: 'operator' }, input);
    expect(await findOrganization(database, 'acme')).toBe(id);
    expect(await listOrganizations(database)).toContainEqual({ id, slug: 'acme' });
    expect(await look(sql`select last_seq from event_counters`, id)).toHaveLength(1);
    expect(await audited('organization.created', String(id), id)).toEqual([{ actor: 'operator' }]);
  });

  it.each([
    ...TWO_WAY_COUNTRIES,
    { country: 'JP', searchLanguage: 'simple' },
  ])('of the region $country finds words by their stems in its language: $searchLanguage', async ({
    country,
    searchLanguage,
  }) => {
    const of = { ...input, slug: `in-${country.toLowerCase()}`, region: country };
    const { id } = await createOrganization(home.box, { kind: 'operator' }, of);
    // The cast fails for a language that PostgreSQL does not have.
    const known = sql`select search_language::regconfig::text as language from organizations`;
    expect(await look(known, id)).toEqual([{ language: searchLanguage }]);
  });

  it('refuses a short name that is taken, though the other organization cannot be seen', async () => {
    await expect(createOrganization(home.box, { kind: 'operator' }, input)).rejects.toMatchObject({
      code: 'conflict',
      reason: 'slug_taken',
    });
  });

  it('says which organization does not exist', async () => {
    await expect(findOrganization(database, 'nowhere')).rejects.toThrow(
      'There is no organization "nowhere".',
    );
  });
});

describe('adding a person', () => {
  it('gives them a sign-in, and the part before "@" as a name', async () => {
    const { id } = await asOperator((ctx) =>
      createUser(ctx, { ...person, email: 'kim@acme.example' }, 'hash'),
    );
    expect(await look(sql`select name from users where id = ${id}`)).toEqual([{ name: 'kim' }]);
    const login = `select l.organization_id, c.password, c.provider_id
      from logins l join login_credentials c on c.user_id = l.id where l.user_id = $1`;
    expect(await database.asOwner(login, [id])).toEqual([
      { organization_id: home.organization.id, password: 'hash', provider_id: 'credential' },
    ]);
    expect(await audited('user.created', id)).toHaveLength(1);
  });

  it('refuses an address that signs in already, in this organization or another, and leaves nothing', async () => {
    for (const { as } of [home, other]) {
      const again = as('operator', (ctx) =>
        createUser(ctx, { ...person, email: 'kim@acme.example' }, 'hash'),
      );
      await expect(again).rejects.toMatchObject({ code: 'conflict', reason: 'email_taken' });
    }
    for (const { organization } of [home, other]) {
      const left = await look(sql`select 1 from users where email = 'kim@acme.example'`, organization.id);
      expect(left).toHaveLength(organization === home.organization ? 1 : 0);
    }
  });

  it('gives out only office numbers of their own organization', async () => {
    const withNumber = (officeNumber: string) =>
      asOperator((ctx) => createUser(ctx, { ...person, email: 'lee@acme.example', officeNumber }, 'hash'));
    await expect(withNumber(other.organization.e164)).rejects.toMatchObject({ reason: 'number_unknown' });
    await expect(withNumber(home.organization.e164)).resolves.toHaveProperty('id');
  });
});

describe('adding a connection', () => {
  it('seals the credentials so that only this connection opens them, under a token of its organization', async () => {
    const { id, webhookToken } = await asOperator((ctx) => addConnection(ctx, seal, twilio));
    const stored = await asOperator((ctx) => findConnection(ctx, webhookToken));
    const place = { organizationId: home.organization.id, connectionId: id };
    expect(organizationOfToken(webhookToken)).toBe(home.organization.id);
    expect(stored?.sealedCredentials).not.toContain(SECRET);
    expect(openCredentials(keyring, place, stored?.sealedCredentials ?? '')).toEqual(twilio.credentials);
    const elsewhere = { ...place, organizationId: other.organization.id };
    expect(() => openCredentials(keyring, elsewhere, stored?.sealedCredentials ?? '')).toThrow();
  });

  it('refuses unknown carriers and malformed credentials, and never repeats a secret', async () => {
    const bad = { ...twilio, credentials: { accountSid: SECRET, authToken: SECRET } };
    const refusal = await asOperator((ctx) => addConnection(ctx, seal, bad)).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'invalid_input', reason: 'credentials_malformed' });
    expect(String(refusal)).toContain('accountSid');
    expect(String(refusal)).not.toContain(SECRET);
    const unknown = asOperator((ctx) => addConnection(ctx, seal, { ...twilio, kind: 'pigeon' }));
    await expect(unknown).rejects.toMatchObject({ reason: 'carrier_unknown' });
  });

  it('needs no credentials for the simulated carrier, which is our own', async () => {
    const simulator = { kind: 'simulator', name: 'Handsets', credentials: {}, rate: 0 };
    const { id, webhookToken } = await asOperator((ctx) => addConnection(ctx, seal, simulator));
    const stored = await asOperator((ctx) => findConnection(ctx, webhookToken));
    const place = { organizationId: home.organization.id, connectionId: id };
    expect(openCredentials(keyring, place, stored?.sealedCredentials ?? '')).toEqual({
      secret: expect.stringMatching(/^[\w-]{40,}$/),
      apiBaseUrl: `/api/simulator/${webhookToken}`,
    });
  });
});

describe('adding a number', () => {
  let connectionId: string;
  beforeAll(async () => {
    connectionId = (await asOperator((ctx) => addConnection(ctx, seal, twilio))).id;
  });
  const add = (e164: string) => asOperator((ctx) => addNumber(ctx, { connectionId, e164 }));

  it('knows its country and kind, and sends at the pace of its connection', async () => {
    const { id } = await add('+447400123999');
    const [row] = await look(
      sql`select country, kind, spacing from numbers n join senders s on s.number_id = n.id where n.id = ${id}`,
    );
    expect(row).toEqual({ country: 'GB', kind: 'mobile', spacing: 0.25 });
  });

  it('refuses one that is there already, one that cannot be, and a connection of somebody else', async () => {
    await expect(add('+447400123999')).rejects.toMatchObject({ code: 'conflict', reason: 'number_taken' });
    await expect(add('+1415')).rejects.toMatchObject({ code: 'invalid_input' });
    const foreign = asOperator((ctx) =>
      addNumber(ctx, { connectionId: other.organization.connectionId, e164: '+12125550177' }),
    );
    await expect(foreign).rejects.toMatchObject({ code: 'not_found', reason: 'connection_unknown' });
  });
});

describe('making a Service', () => {
  beforeAll(async () => {
    const { connectionId } = home.organization;
    await asOperator((ctx) => addNumber(ctx, { connectionId, e164: '+12125550160' }));
  });
  const anna = () => `anna@org-${home.organization.id}.example`;
  const make = (more: object = {}) =>
    asOperator((ctx) => createService(ctx, { name: 'Sales', memberEmails: [anna(), anna()], ...more }));

  it('takes its number, its members once each and a colour no other Service has', async () => {
    const { id } = await make({ numberE164: '+12125550160', managerEmail: anna() });
    const [row] = await look(sql`
      select s.name, n.e164, s.manager_id, array_agg(m.user_id) as members,
             (select count(*)::int from services where color = s.color) as alike
      from services s join numbers n on n.id = s.number_id join service_members m on m.service_id = s.id
      where s.id = ${id} group by s.name, n.e164, s.manager_id, s.color`);
    const { id: annaId } = home.organization.anna;
    expect(row).toEqual({
      name: 'Sales',
      e164: '+12125550160',
      manager_id: annaId,
      members: [annaId],
      alike: 1,
    });
    expect(await home.events()).toContainEqual({ kind: 'access.changed', userId: annaId });
  });

  it('names what is wrong: the name, the number or the person', async () => {
    await expect(make()).rejects.toMatchObject({ reason: 'service_exists' });
    await expect(make({ name: 'B', numberE164: '+12125550160' })).rejects.toThrow(
      'belongs to the Service "Sales"',
    );
    await expect(make({ name: 'B', numberE164: other.organization.e164 })).rejects.toMatchObject({
      reason: 'number_unknown',
    });
    const stranger = `anna@org-${other.organization.id}.example`;
    await expect(make({ name: 'B', memberEmails: [stranger] })).rejects.toThrow(stranger);
  });
});

describe('administration', () => {
  it('is for admins and operators alone', async () => {
    const { anna, supervisor, admin } = home.organization;
    const verbs: ((ctx: VerbContext) => Promise<unknown>)[] = [
      (ctx) => createUser(ctx, { ...person, email: `${ctx.newId()}@acme.example` }, 'hash'),
      (ctx) => addConnection(ctx, seal, twilio),
      (ctx) => addNumber(ctx, { connectionId: home.organization.connectionId, e164: '+12125550188' }),
      (ctx) => createService(ctx, { name: ctx.newId(), memberEmails: [] }),
    ];
    for (const verb of verbs) {
      for (const who of [anna, supervisor, 'carrier', 'job'] as const) {
        await expect(home.as(who, verb)).rejects.toMatchObject({ code: 'forbidden' });
      }
      await expect(home.as(admin, verb)).resolves.toHaveProperty('id');
    }
    const agent: Actor = { kind: 'user', userId: anna.id, role: 'agent', licence: 'premium', active: true };
    const made = createOrganization(
      home.box,
      agent,
      createOrganizationInput.parse({
        slug: 'x',
        name: 'X',
        region: 'US',
        platformVersion: '6.05.20240501.1',
      }),
    );
    await expect(made).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('undoes everything of a verb that fails at its last step', async () => {
    const before = await look(sql`select count(*) from users`);
    await expect(
      inOrganization(home.box, home.organization.id, { kind: 'operator' }, async (ctx) => {
        await createUser(ctx, { ...person, email: 'gone@acme.example' }, 'hash');
        throw new Error('later');
      }),
    ).rejects.toThrow('later');
    expect(await look(sql`select count(*) from users`)).toEqual(before);
  });
});
