import { createHash, randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { signTwilioWebhook, twilioInboundParams } from '../server/carriers/twilio/testing/signed-webhook';
import { startTwilioStandIn, type TwilioStandIn } from '../server/carriers/twilio/testing/twilio-stand-in';
import { orderNumber } from './handset';
import { Inbox } from './inbox';
import { operator } from './operator';
import { baseUrl, expect, test } from './people';

const ACCOUNT_SID = `AC${'7'.repeat(32)}`;
const AUTH_TOKEN = randomBytes(16).toString('hex');
const CUSTOMER = '+14155550166';
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

let twilio: TwilioStandIn;
test.beforeAll(async () => {
  twilio = await startTwilioStandIn({ login: { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN } });
});
test.afterAll(() => twilio.close());

test('files travel both ways through Twilio: theirs are fetched with our login, ours from an address of their own', async ({
  pageOf,
}) => {
  const our = `+1628555${Math.floor(1_000 + Math.random() * 9_000)}`;
  const { inboundUrl } = await connect(our);
  const photo = await sharp({ create: { width: 320, height: 200, channels: 3, background: '#27a' } })
    .jpeg()
    .toBuffer();
  const anna = new Inbox(await pageOf('anna', '/inbox'));

  await test.step('a customer’s picture', async () => {
    const question = `This one is broken, ${orderNumber()}`;
    const { name } = await keep(photo);
    await receive(inboundUrl, { our, text: question, media: name });
    await anna.open(question);
    await expect(anna.thread.getByRole('img', { name: /\.jpg$/ })).toBeVisible();
  });

  await test.step('our text and picture: an SMS and an MMS, whose file Twilio fetches', async () => {
    await anna.attach({ name: 'part.jpg', mimeType: 'image/jpeg', buffer: photo });
    await anna.send('This part is on its way.');
    await expect(anna.thread.getByRole('img', { name: 'part.jpg' })).toBeVisible();
    await expect.poll(() => twilio.messages.length).toBe(2);
    const [sms, mms] = twilio.messages;
    expect(sms).toMatchObject({ to: CUSTOMER, from: our, body: 'This part is on its way.', mediaUrls: [] });
    expect(mms).toMatchObject({ to: CUSTOMER, from: our, body: '' });
    await expect.poll(() => mms?.media).toMatchObject([{ status: 200, contentType: 'image/jpeg' }]);
    const stored = await anna.page.request.get(
      (await anna.thread.getByRole('img', { name: 'part.jpg' }).getAttribute('src'))?.replace('?small', '') ??
        '',
    );
    expect(mms?.media[0]?.sha256).toBe(sha256(await stored.body()));
  });

  await test.step('nobody else opens that address for another file, and none without it', async () => {
    const [url = ''] = twilio.messages[1]?.mediaUrls ?? [];
    expect((await fetch(url)).status).toBe(200);
    expect((await fetch(`${url.slice(0, -4)}AAAA`)).status).toBe(404);
  });
});

/** A Twilio connection of the demo, with a number and a Service of Anna's. */
async function connect(our: string): Promise<{ inboundUrl: string }> {
  const org = ['--org', 'demo'];
  const account = [
    '--account-sid',
    ACCOUNT_SID,
    '--auth-token',
    AUTH_TOKEN,
    '--api-base-url',
    twilio.baseUrl,
  ];
  const connection = (await operator('connection', 'add', 'twilio', ...org, '--name', our, ...account)) as {
    id: string;
    inboundUrl: string;
  };
  await operator('number', 'add', ...org, '--connection', connection.id, '--e164', our);
  const members = ['--members', 'anna@demo.example'];
  await operator('service', 'create', ...org, '--name', `By Twilio ${our}`, '--number', our, ...members);
  // The command line does not know the port that this run was given.
  return { inboundUrl: baseUrl() + new URL(connection.inboundUrl).pathname };
}

/** @returns the last part of the file's address at Twilio */
async function keep(bytes: Buffer): Promise<{ name: string }> {
  const answer = await fetch(`${twilio.baseUrl}/stand-in/media`, {
    method: 'POST',
    body: new Uint8Array(bytes),
  });
  return (await answer.json()) as { name: string };
}

/** Twilio tells us of a customer's message with one file. */
async function receive(
  inboundUrl: string,
  { our, text, media }: { our: string; text: string; media: string },
) {
  const messageSid = `MM${randomBytes(16).toString('hex')}`;
  const webhook = signTwilioWebhook(AUTH_TOKEN, inboundUrl, {
    ...twilioInboundParams({ accountSid: ACCOUNT_SID, messageSid, from: CUSTOMER, to: our, text }),
    NumMedia: '1',
    MediaUrl0: `${twilio.baseUrl}/2010-04-01/Accounts/${ACCOUNT_SID}/Messages/${messageSid}/Media/${media}`,
    MediaContentType0: 'image/jpeg',
  });
  const answer = await fetch(webhook.url, { method: 'POST', headers: webhook.headers, body: webhook.body });
  expect(answer.status).toBe(200);
}
