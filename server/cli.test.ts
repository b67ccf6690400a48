import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { runCli } from './cli';
import { inOrganization } from './context';
import { receiveMessage } from './usecases/messages/receive-message';
import { quarantineWebhook } from './usecases/quarantine/quarantine-webhook';

const database = await testDatabase();
const KEYS = `k1:${Buffer.alloc(32, 7).toString('base64')}`;
const ACCOUNT = `AC${'0'.repeat(32)}`;
const SECRET = 'canary-auth-token';
const config = { databaseUrl: database.url, stateDir: '/nowhere', publicUrl: 'https://sms.example.com' };

/** One call of the command line. */
async function waggle(line: string, settings: typeof config | { databaseUrl: null } = config) {
  const out: string[] = [];
  const err: string[] = [];
  const argv = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((word) => word[1] ?? word[2] ?? '');
  const output = {
    out: async (text: string) => void out.push(text),
    err: (text: string) => void err.push(text),
  };
  const code = await runCli(argv, { ...config, ...settings }, () => KEYS, output);
  return { code, out, err };
}

async function json(line: string) {
  const { code, out, err } = await waggle(`${line} --json`);
  expect([code, err, out.length]).toEqual([0, [], 1]);
  return JSON.parse(out[0] ?? '');
}

let organizationId: number;
let connectionId: string;

beforeAll(async () => {
  const made = await json(
    'org create --slug acme --name "Acme Ltd" --region US --platform-version 6.05.20240501.1',
  );
  expect(made).toEqual({ id: expect.any(Number), slug: 'acme' });
  organizationId = made.id;
  for (const email of ['kim@acme.example', 'lee@acme.example']) {
    const user = `user create --org acme --email ${email} --password waggle-dance --role agent --licence business`;
    expect(await json(user)).toEqual({ id: expect.any(String) });
  }
  const connection = await json(
    `connection add twilio --org acme --name Main --account-sid ${ACCOUNT} --auth-token ${SECRET} --rate 100`,
  );
  const webhooks = /^https:\/\/sms\.example\.com\/api\/webhooks\/[0-9a-z]+-[\w-]{32}\//;
  expect(connection).toEqual({
    id: expect.any(String),
    inboundUrl: expect.stringMatching(webhooks),
    statusUrl: expect.stringMatching(webhooks),
  });
  connectionId = connection.id;
  expect(await json(`number add --org acme --connection ${connectionId} --e164 +14155550100`)).toEqual({
    id: expect.any(String),
  });
  expect(
    await json(
      'service create --org acme --name Support --number +14155550100 --members kim@acme.example,lee@acme.example',
    ),
  ).toEqual({ id: expect.any(String) });
});

describe('the command line', () => {
  it('sets for how long files are kept, and lifts the rule', async () => {
    expect(await json('file retention --org acme --days 90')).toEqual({ days: 90 });
    expect(await json('file retention --org acme')).toEqual({ days: null });
  });

  it('changes people and the members of a Service, each by their address', async () => {
    expect(
      await json('user set --org acme --email lee@acme.example --licence essential --active off'),
    ).toEqual({
      changed: true,
    });
    await json('service set --org acme --service Support --members kim@acme.example');
    const people = await json('user list --org acme');
    const lee = people.find(({ email }: { email: string }) => email === 'lee@acme.example');
    expect(lee).toMatchObject({ licence: 'essential', active: false });
    const [service] = await json('service list --org acme');
    expect(service.memberIds).toHaveLength(1);
    for (const [line, complaint] of [
      ['user set --org acme --email nobody@acme.example --active off', /Nobody here has the address/],
      ['user set --org acme --email kim@acme.example --active perhaps', /--active must be on or off/],
      [
        'service set --org acme --service Support --members nobody@acme.example',
        /Nobody here has the address/,
      ],
    ] as const) {
      const { code, err } = await waggle(line);
      expect(code).toBe(1);
      expect(err.join()).toMatch(complaint);
    }
    await json('user set --org acme --email lee@acme.example --licence business --active on');
    await json('service set --org acme --service Support --members kim@acme.example,lee@acme.example');
  });

  it('sends a text in the name of the house or of a person, and lists and exports it', async () => {
    const sent = await json(
      'message send --org acme --service Support --to +14155550188 --text "Your parcel is here"',
    );
    expect(sent).toEqual({ id: expect.any(String), conversationId: expect.any(String), status: 'queued' });
    const again = await json(
      'message send --org acme --service Support --to +14155550188 --text "Still here" --as Kim@acme.example',
    );
    expect(again.conversationId).toBe(sent.conversationId);

    const [conversation] = await json('conversation list --org acme --service Support');
    expect(conversation).toMatchObject({
      id: sent.conversationId,
      customer: '+14155550188',
      service: 'Support',
    });
    const { out, code } = await waggle('export messages --org acme --format ndjson');
    expect(code).toBe(0);
    expect(out.map((line) => JSON.parse(line))).toMatchObject([
      { id: sent.id, body: 'Your parcel is here', number: '+14155550100', status: 'queued' },
      { id: again.id, body: 'Still here' },
    ]);
  });

  it('lists every conversation, also past the end of a page', async () => {
    for (let i = 0; i < 105; i += 1) {
      const from = `+1212555${String(1000 + i)}`;
      const message = { from, to: '+14155550100', text: 'hi', segments: null, media: [], sentAt: null };
      await inOrganization(
        {
          database,
          doorbell: { ringEvents: () => undefined, ringOutbox: () => undefined },
          clock: () => new Date(),
        },
        organizationId,
        { kind: 'carrier' },
        (ctx) => receiveMessage(ctx, connectionId, { ...message, providerMessageId: uuidv7() }),
      );
    }
    const listed: { id: string }[] = await json('conversation list --org acme');
    expect(new Set(listed.map(({ id }) => id)).size).toBe(106);
    expect(listed).toHaveLength(106);
  });

  it('shows what waits in quarantine and says why a replay fails, which keeps it there', async () => {
    const { id } = await inOrganization(
      {
        database,
        doorbell: { ringEvents: () => undefined, ringOutbox: () => undefined },
        clock: () => new Date(),
      },
      organizationId,
      { kind: 'carrier' },
      (ctx) =>
        quarantineWebhook(ctx, {
          connectionId,
          kind: 'inbound',
          url: 'https://sms.example.com/x',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          rawBody: Buffer.from(
            `MessageSid=SM${'1'.repeat(32)}&From=%2B14155550177&To=%2B14155559999&Body=hi`,
          ),
          reason: 'number_unknown',
        }),
    );
    expect(await json('quarantine list')).toMatchObject([
      { id, organization: 'acme', reason: 'number_unknown' },
    ]);
    expect(await waggle(`quarantine replay ${id}`)).toMatchObject({
      code: 1,
      err: ['The number written to is not one of ours.'],
    });
    await json(`number add --org acme --connection ${connectionId} --e164 +14155559999`);
    expect(await json(`quarantine replay ${id}`)).toEqual({ id, replayed: true });
    expect(await json('quarantine list')).toEqual([]);
  });

  it('verifies what it has written itself, and fails with a list when something is off', async () => {
    expect(await json('verify')).toEqual({ ok: true, organizations: 1, faults: [] });
    await database.withOrganization(organizationId, (tx) =>
      tx.execute('update conversations set failed_count = 7'),
    );
    const { code, out } = await waggle('verify');
    await database.withOrganization(organizationId, (tx) =>
      tx.execute('update conversations set failed_count = 0'),
    );
    expect(code).toBe(1);
    expect(out[0]).toContain('counts its failed messages');
  });

  it.each([
    ['dance', 'There is no such command'],
    ['org create --slug x', '--name is missing'],
    ['org create --slug X! --name N --region US --platform-version 6.05.20240501.1', '--slug: Small letters'],
    [
      'org create --slug x --name N --region US --platform-version old',
      '--platform-version: A version looks like',
    ],
    ['org create --colour red', "Unknown option '--colour'"],
    ['org create extra', '"extra" is one word too many. Usage: waggle org create --slug'],
    [
      'user create --org nowhere --email a@b.example --password waggle-dance --role agent --licence basic',
      'There is no organization "nowhere"',
    ],
    [
      'user create --org acme --email kim@acme.example --password waggle-dance --role agent --licence basic',
      'Somebody already signs in',
    ],
    [
      'user create --org acme --email new@acme.example --password short --role agent --licence basic',
      '--password: 8 to 128',
    ],
    [
      'user create --org acme --email new@acme.example --password waggle-dance --role king --licence basic',
      '--role:',
    ],
    ['connection add', 'something is missing. Usage: waggle connection add twilio'],
    ['connection add pigeon --org acme --name N', 'No carrier is called "pigeon"'],
    [
      'connection add twilio --org acme --name N --account-sid canary-auth-token --auth-token canary-auth-token',
      'accountSid',
    ],
    ['connection add twilio --org acme --name N --rate fast', '--rate must be a whole number'],
    ['number add --org acme --connection 7 --e164 +14155550101', '--connection: This is not an id'],
    [
      'service create --org acme --name Support --members kim@acme.example',
      'There is already a Service "Support"',
    ],
    ['message send --org acme --service Nobody --to +14155550188 --text hi', 'There is no Service "Nobody"'],
    [
      'message send --org acme --service Support --to 4155550188 --text hi',
      '--to: A number in international format',
    ],
    ['message send --org acme --service Support --to +14155550188 --text STOP', 'Confirm that this is meant'],
    [
      'message send --org acme --service Support --to +14155550188 --text hi --as x@acme.example',
      'Nobody here has the address',
    ],
    ['export messages --org acme --format csv', 'only ndjson'],
    ['file retention --org acme --days 0', '--days'],
    ['quarantine replay 12', 'the ID stands in'],
  ])('answers "%s" with one line and exit code 1', async (line, sentence) => {
    const { code, out, err } = await waggle(`${line} --json`);
    expect([code, out, err.length]).toEqual([1, [], 1]);
    expect(err[0]).toContain(sentence);
    expect(err[0]).not.toMatch(/\n|canary/);
  });

  it('says what to do when there is no database, or none that answers', async () => {
    expect((await waggle('verify', { databaseUrl: null })).err).toEqual([
      'There is no database yet. Start Waggle first: npm start',
    ]);
    const gone = { ...config, databaseUrl: 'postgres://waggle:w@127.0.0.1:9/waggle' };
    expect((await waggle('verify', gone)).err).toEqual([
      'The database cannot be reached. Is Waggle running? npm start',
    ]);
  });

  it('lists its commands when asked for help', async () => {
    const { code, out } = await waggle('--help');
    expect(code).toBe(0);
    for (const name of ['org create', 'quarantine replay ID', 'verify']) expect(out[0]).toContain(name);
  });
});
