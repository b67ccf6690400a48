import { beforeAll, describe, expect, it } from 'vitest';
import type { WebhookRequest } from '@/server/carriers/carrier';
import { MalformedWebhook } from '@/server/carriers/carrier';
import { type House, house, houseIn } from '../testing/house';
import { accepted, handOver } from '../testing/scripted-carrier';
import { openThread } from '../testing/thread';
import { organizationOfQuarantined } from './find-quarantined';
import { listQuarantine } from './list-quarantine';
import { quarantineWebhook } from './quarantine-webhook';
import { replayWebhook } from './replay-webhook';

let home: House;

beforeAll(async () => {
  home = await house();
});

/** Bodies are JSON here; a real adapter is not needed to see what a replay does. */
const carrier = {
  parseInbound: ({ rawBody }: WebhookRequest) => ({
    segments: null,
    media: [],
    sentAt: null,
    ...read(rawBody),
  }),
  parseReceipt: ({ rawBody }: WebhookRequest) => ({ fault: null, carrierCode: null, ...read(rawBody) }),
};
function read(rawBody: Buffer) {
  const text = rawBody.toString();
  if (!text.startsWith('{')) throw new MalformedWebhook('not JSON');
  return JSON.parse(text);
}

async function keep(kind: 'inbound' | 'status', body: unknown): Promise<string> {
  const { connectionId } = home.organization;
  const kept = await home.as('carrier', (ctx) =>
    quarantineWebhook(ctx, {
      connectionId,
      kind,
      url: 'https://waggle.example/hook',
      headers: { 'content-type': 'application/json' },
      rawBody: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
      reason: 'number_unknown',
    }),
  );
  return kept.id;
}
const replay = (id: string, where = home) =>
  where.as('operator', (ctx) => replayWebhook(ctx, () => carrier, id));
const waiting = async () => (await home.as('operator', listQuarantine)).map(({ id }) => id);
const bodies = async () =>
  (await home.rows<{ body: string }>(`select body from messages where direction = 'in' order by seq`)).map(
    ({ body }) => body,
  );

describe('a quarantined webhook', () => {
  it('stays as long as it fails, and takes effect once when it works', async () => {
    const to = '+14155550002';
    const id = await keep('inbound', { providerMessageId: 'SM-1', from: '+14155550188', to, text: 'Late' });
    await expect(replay(id)).rejects.toMatchObject({ reason: 'number_unknown' });
    expect(await waiting()).toEqual([id]);
    expect(await bodies()).toEqual([]);

    const { id: organizationId, connectionId } = home.organization;
    await home.rows(`insert into numbers (organization_id, id, connection_id, e164, country, kind)
      values (${organizationId}, gen_random_uuid(), '${connectionId}', '${to}', 'US', 'local')`);
    const both = await Promise.allSettled([replay(id), replay(id)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(replay(id)).rejects.toMatchObject({ code: 'not_found', reason: 'quarantine_not_found' });
    expect(await waiting()).toEqual([]);
    expect(await bodies()).toEqual(['Late']);
  });

  it('that the carrier has brought again meanwhile is done, and nothing is doubled', async () => {
    const providerMessageId = 'SM-2';
    const message = { providerMessageId, from: '+14155550188', to: home.organization.e164, text: 'Twice?' };
    const id = await keep('inbound', message);
    await home.receive(message.from, message.text, { providerMessageId });
    await replay(id);
    expect(await waiting()).toEqual([]);
    expect((await bodies()).filter((body) => body === 'Twice?')).toHaveLength(1);
  });

  it('that cannot be read stays for whoever can', async () => {
    const id = await keep('inbound', 'From=%2B1');
    await expect(replay(id)).rejects.toThrow(MalformedWebhook);
    expect(await waiting()).toEqual([id]);
  });

  it('can be a receipt', async () => {
    const thread = await openThread(home, '+14155550190');
    const messageId = await thread.send();
    await handOver(home, accepted);
    const id = await keep('status', {
      providerMessageId: `SM-${messageId}`,
      messageId: null,
      status: 'delivered',
    });
    await replay(id);
    expect(await thread.message(messageId)).toMatchObject({ status: 'delivered' });
  });

  it('is an admin’s to see and replay, and no other organization’s', async () => {
    const [id = ''] = await waiting();
    for (const who of [home.organization.anna, home.organization.supervisor]) {
      await expect(home.as(who, listQuarantine)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(home.as(who, (ctx) => replayWebhook(ctx, () => carrier, id))).rejects.toMatchObject({
        code: 'forbidden',
      });
    }
    expect((await home.as(home.organization.admin, listQuarantine)).map((row) => row.id)).toEqual([id]);
    const other = await houseIn(home.database);
    await expect(replay(id, other)).rejects.toMatchObject({ code: 'not_found' });
    expect(await organizationOfQuarantined(home.database, id)).toBe(home.organization.id);
  });
});
