import { uuidv7 } from 'uuidv7';
import { beforeEach, describe, expect, it } from 'vitest';
import type { VerbContext } from '@/server/context';
import { blockCustomer } from '../conversations/block-customer';
import { retryMessage } from '../messages/retry-message';
import { scheduleMessage } from '../scheduled/schedule-message';
import { sendScheduled, sendScheduledNow } from '../scheduled/send-scheduled';
import { type House, house } from '../testing/house';
import { accepted, handOver } from '../testing/scripted-carrier';
import { openThread, type Thread } from '../testing/thread';
import { recordConsent } from './record-consent';

const HOUR = 3_600_000;
let home: House;
let thread: Thread;

beforeEach(async () => {
  home = await house();
  thread = await openThread(home);
});

const asAnna = <T>(verb: (ctx: VerbContext) => Promise<T>) => home.as(home.organization.anna, verb);
const sent = async () => (await thread.messages()).filter(({ direction }) => direction === 'out');
const stop = () => home.receive(thread.customer, 'STOP');
const start = () => home.receive(thread.customer, 'START');
const said = (kind: 'opted_out' | 'opted_in') =>
  asAnna((ctx) =>
    recordConsent(ctx, { id: uuidv7(), conversationId: thread.conversationId, kind, evidence: 'Called' }),
  );
const block = () =>
  asAnna((ctx) => blockCustomer(ctx, { conversationId: thread.conversationId, blocked: true }));

async function failedText(): Promise<string> {
  const id = await thread.send();
  await handOver(home, { kind: 'rejected', fault: 'unreachable', carrierCode: '30003', detail: '' });
  return id;
}
async function scheduledText(): Promise<string> {
  const id = uuidv7();
  const dueAt = new Date(home.now.getTime() + HOUR).toISOString();
  const { conversationId } = thread;
  await asAnna((ctx) =>
    scheduleMessage(ctx, { id, conversationId, text: 'See you', dueAt, cancelOnReply: false }),
  );
  return id;
}

describe.each([
  ['said STOP', stop, 'opted_out'],
  ['said so elsewhere', () => said('opted_out'), 'opted_out'],
  ['is blocked', block, 'blocked'],
] as const)('a customer who %s', (_what, forbid, reason) => {
  it('gets no text: neither a new one, nor one tried again, nor one written for later', async () => {
    const failed = await failedText();
    const scheduled = await scheduledText();
    await forbid();
    const before = await sent();
    const refused = { code: 'blocked', reason };
    await expect(thread.send()).rejects.toMatchObject(refused);
    await expect(
      asAnna((ctx) => retryMessage(ctx, { id: uuidv7(), messageId: failed })),
    ).rejects.toMatchObject(refused);
    await expect(asAnna((ctx) => sendScheduledNow(ctx, { id: scheduled }))).rejects.toMatchObject(refused);
    home.now = new Date(home.now.getTime() + HOUR);
    await home.as('job', (ctx) => sendScheduled(ctx, scheduled));
    expect(await sent()).toEqual(before);
    expect(await handOver(home, accepted)).toEqual([]);
  });

  it('gets no answer that nobody wrote', async () => {
    await forbid();
    await home.receive(thread.customer, 'HELP');
    expect(await sent()).toEqual([]);
  });
});

describe('what waits for the carrier', () => {
  it.each([
    ['STOP', stop, start],
    ['what an agent wrote down', () => said('opted_out'), () => said('opted_in')],
  ])('is held back for good by %s: answers of the house, too', async (_what, forbid, allow) => {
    await home.receive(thread.customer, 'HELP');
    await thread.send();
    expect(await sent()).toMatchObject([{ automatic: true, status: 'queued' }, { status: 'queued' }]);
    await forbid();
    await allow();
    expect(await handOver(home, accepted)).toEqual([]);
    expect(await sent()).toMatchObject([{ status: 'failed' }, { status: 'failed' }]);
    const later = await thread.send();
    expect(await handOver(home, accepted)).toEqual([later]);
  });

  it('before a block goes out: the STOP that blocks has to', async () => {
    const id = await thread.send();
    await block();
    expect(await handOver(home, accepted)).toEqual([id]);
  });
});
