import fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import type { Receipt, SendOutcome } from '@/server/carriers/carrier';
import { DomainError } from '@/server/domain/errors';
import { claimDue } from '@/server/outbox/claim-due';
import { dueLookUps } from '@/server/outbox/due-look-ups';
import { releaseClaims } from '@/server/outbox/release-claims';
import { sweepLeases } from '@/server/outbox/sweep-leases';
import { assignConversation } from './conversations/assign-conversation';
import { blockCustomer } from './conversations/block-customer';
import { createConversation } from './conversations/create-conversation';
import { markRead } from './conversations/mark-read';
import { removeUnsentFile } from './media/unsent-files';
import { recordUpload } from './media/uploads';
import { finishHandOver } from './messages/finish-hand-over';
import { recordReceipt } from './messages/record-receipt';
import { prepareLookUp, resolveUnknown } from './messages/resolve-unknown';
import { retryMessage, settleMessage } from './messages/retry-message';
import { getDraft, saveDraft } from './messages/save-draft';
import { sendMessage } from './messages/send-message';
import { verifyInvariants } from './operations/verify-invariants';
import { cancelScheduled } from './scheduled/cancel-scheduled';
import { scheduleMessage } from './scheduled/schedule-message';
import { sendScheduled } from './scheduled/send-scheduled';
import { updateService } from './services/update-service';
import { type House, houseIn } from './testing/house';
import { accepted, handOver } from './testing/scripted-carrier';
import { updateUser } from './users/update-user';

const ROUNDS = 200;
const AT_ONCE = 8;
const CUSTOMERS = ['+14155550181', '+14155550182'];
/** A customer who has stopped soon starts again: who may not be written to leaves nothing to send. */
const TEXTS = ['STOP', 'Hello', 'START', 'START', 'START', 'START'];
/** What needs a message of its own to be there comes more often than the rest. */
const OFTEN = ['send', 'send', 'send', 'retry', 'retry', 'schedule', 'schedule', 'sendLater', 'sendLater'];
/** The company meets again, if chance has left a verb without a success: at most so often. */
const MEETINGS = 5;
const database = await testDatabase({ poolSize: AT_ONCE + 2 });
let home: House;

beforeAll(async () => {
  home = await houseIn(database);
  for (const customer of CUSTOMERS) await home.receive(customer, 'Hello');
});

/** A random choice of a stored thing, made by the round's own number so that a failing round can be replayed. */
type Pick = (count: number) => number;
type Act = (pick: Pick) => Promise<unknown>;

const customerOf = (pick: Pick) => CUSTOMERS[pick(CUSTOMERS.length)] ?? '';
const personOf = (pick: Pick) =>
  [home.organization.anna, home.organization.jonas, home.organization.supervisor][pick(3)] ??
  home.organization.anna;

async function conversationOf(pick: Pick): Promise<string> {
  const [row] = await home.rows<{ id: string }>(
    `select id from conversations where customer = '${customerOf(pick)}'`,
  );
  return row?.id ?? '';
}
async function outgoing(pick: Pick, condition: string): Promise<string> {
  const rows = await home.rows<{ id: string }>(
    `select id from messages where direction = 'out' and ${condition} order by seq desc limit 5`,
  );
  return rows[pick(Math.max(rows.length, 1))]?.id ?? uuidv7();
}
async function scheduled(pick: Pick): Promise<string> {
  const rows = await home.rows<{ id: string }>('select id from scheduled_messages order by id limit 5');
  return rows[pick(Math.max(rows.length, 1))]?.id ?? uuidv7();
}
const outcomes: ((id: string) => SendOutcome)[] = [
  accepted,
  () => ({ kind: 'not_accepted', retryAfterMs: 0, detail: '' }),
  () => ({ kind: 'rejected', fault: 'unreachable', carrierCode: null, detail: '' }),
  () => ({ kind: 'rejected', fault: 'opted_out', carrierCode: null, detail: '' }),
  () => ({ kind: 'unknown', detail: '' }),
];
const receiptStatuses: Receipt['status'][] = ['sent', 'delivered', 'undelivered'];

/** Every verb that writes to a conversation, those that change who may, and every hand of the worker. */
const ACTS: Record<string, Act> = {
  receive: (pick) => home.receive(customerOf(pick), TEXTS[pick(TEXTS.length)] ?? ''),
  send: async (pick) => {
    const conversationId = await conversationOf(pick);
    const text = pick(8) === 0 ? 'STOP' : 'Hello';
    return home.as(personOf(pick), (ctx) =>
      sendMessage(ctx, { id: uuidv7(), conversationId, text, confirmBlock: true }),
    );
  },
  create: (pick) =>
    home.as(personOf(pick), (ctx) =>
      createConversation(ctx, {
        serviceId: home.organization.serviceId,
        to: customerOf(pick),
        country: 'US',
      }),
    ),
  assign: async (pick) => {
    const conversationId = await conversationOf(pick);
    const assigneeId = pick(2) ? home.organization.jonas.id : null;
    return home.as(personOf(pick), (ctx) => assignConversation(ctx, { conversationId, assigneeId }));
  },
  block: async (pick) => {
    const conversationId = await conversationOf(pick);
    return home.as(personOf(pick), (ctx) => blockCustomer(ctx, { conversationId, blocked: pick(6) === 0 }));
  },
  read: async (pick) => {
    const conversationId = await conversationOf(pick);
    return home.as(personOf(pick), (ctx) => markRead(ctx, { conversationId, seq: pick(50) }));
  },
  draft: async (pick) => {
    const conversationId = await conversationOf(pick);
    return home.as(personOf(pick), async (ctx) => {
      const { revision } = await getDraft(ctx, { conversationId });
      return saveDraft(ctx, { conversationId, text: 'Unfinished', revision });
    });
  },
  schedule: async (pick) => {
    const [conversationId, who, fileId] = [await conversationOf(pick), personOf(pick), uuidv7()];
    const picture = { name: 'a.png', contentType: 'image/png', width: 1, height: 1, text: null, sha256: 'a' };
    const upload = { id: fileId, conversationId, name: 'a.png' };
    await home.as(who, (ctx) => recordUpload(ctx, upload, { ...picture, bytes: 1 }));
    const dueAt = new Date(home.now.getTime() + 60_000).toISOString();
    const later = { id: uuidv7(), conversationId, text: '', dueAt, cancelOnReply: pick(2) === 0 };
    const files = [{ id: fileId, alt: '' }];
    return home
      .as(who, (ctx) => scheduleMessage(ctx, { ...later, files }))
      .catch(async (refusal: unknown) => {
        await home.as(who, (ctx) => removeUnsentFile(ctx, { fileId }));
        throw refusal;
      });
  },
  sendLater: async (pick) => {
    const id = await scheduled(pick);
    const now = home.now.toISOString();
    await home.rows(`update scheduled_messages set due_at = '${now}' where id = '${id}'`);
    await home.as('job', (ctx) => sendScheduled(ctx, id));
    const sent = await home.rows(`select from messages where id = '${id}'`);
    if (sent.length === 0) throw new DomainError('blocked', 'kept', 'It was refused, or there is none.');
  },
  cancelLater: async (pick) => {
    const id = await scheduled(pick);
    return home.as(personOf(pick), (ctx) => cancelScheduled(ctx, { id, keepFiles: pick(2) === 0 }));
  },
  retry: async (pick) => {
    const messageId = await outgoing(pick, `status in ('failed', 'undelivered', 'unknown') and not settled`);
    return home.as(personOf(pick), (ctx) => retryMessage(ctx, { id: uuidv7(), messageId }));
  },
  settle: async (pick) => {
    const messageId = await outgoing(pick, `status in ('failed', 'undelivered', 'unknown') and not settled`);
    return home.as(personOf(pick), (ctx) => settleMessage(ctx, { messageId }));
  },
  person: (pick) => {
    // Three of four changes leave somebody who may text: a house of which nobody may has nothing to lock.
    const licence = pick(8) === 0 ? ('essential' as const) : ('business' as const);
    const change = { userId: personOf(pick).id, licence, active: pick(8) > 0 };
    return home.as('operator', (ctx) => updateUser(ctx, change));
  },
  members: (pick) => {
    const { serviceId, anna, jonas } = home.organization;
    const memberIds = [[anna.id, jonas.id], [anna.id], [jonas.id]][pick(3)];
    return home.as('operator', (ctx) => updateService(ctx, { serviceId, memberIds }));
  },
  handOver: (pick) => handOver(home, outcomes[pick(outcomes.length)] ?? accepted),
  release: async () => releaseClaims(database, await claimDue(database, 3)),
  sweep: async () => {
    await home.rows(`update outbox set lease_until = now() - interval '1 second'
      where message_id in (select message_id from outbox where lease_until is not null limit 1)`);
    const { unsettled } = await sweepLeases(database);
    for (const claim of unsettled) {
      await home.as('job', (ctx) => finishHandOver(ctx, claim, { kind: 'unknown', detail: '' }));
    }
  },
  report: async (pick) => {
    const id = await outgoing(pick, 'true');
    const status = receiptStatuses[pick(3)] ?? 'sent';
    const receipt = { providerMessageId: `SM-${id}`, fault: null, carrierCode: null, status };
    return home.as('carrier', (ctx) =>
      recordReceipt(ctx, home.organization.connectionId, {
        ...receipt,
        messageId: pick(2) ? id : null,
      }),
    );
  },
  lookUp: async () => {
    await home.rows(`update outbox set not_before = now() where state = 'unknown'`);
    for (const { messageId } of await dueLookUps(database, 3)) {
      const lookUp = await home.as('job', (ctx) => prepareLookUp(ctx, messageId));
      if (!lookUp) continue;
      const { from, to, text, around: createdAt } = lookUp;
      const record = { providerMessageId: `SM-${messageId}`, from, to, text, createdAt, mediaCount: 0 };
      await home.as('job', (ctx) => resolveUnknown(ctx, messageId, lookUp, [{ ...record, status: 'sent' }]));
    }
  },
};

describe('all that writes, in random company', () => {
  it('never fails for a lock, and leaves nothing that verify would find (R23)', async () => {
    const names = Object.keys(ACTS);
    const succeeded = new Set<string>();
    const act = fc.record({
      name: fc.constantFrom(...names, ...OFTEN),
      choices: fc.array(fc.nat(1000), { minLength: 4 }),
    });
    const company = fc.array(act, { minLength: 2, maxLength: AT_ONCE });
    const meeting = fc.asyncProperty(company, async (acts) => {
      const results = await Promise.allSettled(
        acts.map(({ name, choices }) => {
          let at = 0;
          const pick: Pick = (count) => (choices[at++ % choices.length] ?? 0) % count;
          return ACTS[name]?.(pick);
        }),
      );
      for (const [i, result] of results.entries()) {
        const name = acts[i]?.name ?? '';
        if (result.status === 'fulfilled') succeeded.add(name);
        // A refusal is an answer; anything else is a fault.
        else expect(result.reason, name).toBeInstanceOf(DomainError);
      }
      expect(await home.as('operator', verifyInvariants)).toEqual([]);
    });
    const missing = () => names.filter((name) => !succeeded.has(name));
    for (let time = 0; time === 0 || (missing().length > 0 && time < MEETINGS); time++) {
      await fc.assert(meeting, { numRuns: ROUNDS, endOnFailure: true });
    }
    expect(missing()).toEqual([]);
  });
});
