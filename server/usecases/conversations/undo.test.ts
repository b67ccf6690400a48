import * as fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ConversationDetail } from '@/server/domain/conversations/conversation';
import type { SetConversationStateInput } from '@/server/domain/conversations/inputs';
import { saveLabel } from '../labels/save-label';
import { type House, house } from '../testing/house';
import { openThread, type Thread } from '../testing/thread';
import { addParticipants } from './add-participants';
import { assignConversation } from './assign-conversation';
import { blockCustomer } from './block-customer';
import { markRead } from './mark-read';
import { markUnread } from './mark-unread';
import { muteConversation } from './mute-conversation';
import { removeParticipant } from './remove-participant';
import { renameConversation } from './rename-conversation';
import { setConversationState } from './set-conversation-state';
import { setLabels } from './set-labels';

let home: House;
let thread: Thread;
const labelIds = [uuidv7(), uuidv7()];

beforeAll(async () => {
  home = await house();
  thread = await openThread(home);
  await home.receive(thread.customer, 'Hello?');
  // A second wait after a case that was closed: what undo must restore is this one.
  await asAnna((ctx) => setConversationState(ctx, { conversationId: thread.conversationId, state: 'done' }));
  home.now = new Date(home.now.getTime() + 60_000);
  await home.receive(thread.customer, 'Hello again?');
  await asAnna((ctx) => markRead(ctx, { conversationId: thread.conversationId, seq: 3 }));
  await home.as('operator', (ctx) => addLabels(ctx));
});

const addLabels = async (ctx: Parameters<typeof saveLabel>[0]) => {
  for (const [at, id] of labelIds.entries()) await saveLabel(ctx, { id, name: `Label ${at}`, color: 'teal' });
};
const asAnna: <T>(verb: Parameters<typeof home.as<T>>[1]) => Promise<T> = (verb) =>
  home.as(home.organization.anna, verb);

type Step =
  | { kind: 'assign'; to: 'anna' | 'jonas' | null }
  | { kind: 'state'; state: 'open' | 'done' | 'snoozed'; hours: number | null }
  | { kind: 'labels'; labels: number[] }
  | { kind: 'title'; title: string | null }
  | { kind: 'blocked'; blocked: boolean }
  | { kind: 'muted'; muted: boolean }
  | { kind: 'unread'; seq: number }
  | { kind: 'jonas'; in: boolean };

/** Brings one side of a conversation to how `wanted` has it; every screen can do the same. */
async function restore(kind: Step['kind'], wanted: ConversationDetail): Promise<void> {
  const { conversationId } = thread;
  switch (kind) {
    case 'assign':
    case 'jonas':
      await bringBack(wanted);
      return;
    case 'state':
      await asAnna((ctx) => setConversationState(ctx, stateOf(wanted)));
      return;
    case 'labels':
      await asAnna((ctx) => setLabels(ctx, { conversationId, labelIds: wanted.labelIds }));
      return;
    case 'title':
      await asAnna((ctx) => renameConversation(ctx, { conversationId, title: wanted.title }));
      return;
    case 'blocked':
      await asAnna((ctx) => blockCustomer(ctx, { conversationId, blocked: wanted.blocked }));
      return;
    case 'muted':
      await asAnna((ctx) => muteConversation(ctx, { conversationId, muted: wanted.muted }));
      return;
    case 'unread': {
      const seq = isRead(wanted) ? (await thread.detail()).lastSeq : wanted.lastReadSeq;
      await asAnna((ctx) => markRead(ctx, { conversationId, seq }));
    }
  }
}

/** Who takes part, then who has it: an assignment brings its assignee in. */
async function bringBack(wanted: ConversationDetail): Promise<void> {
  const { conversationId } = thread;
  const now = await thread.detail();
  const missing = wanted.participantIds.filter((id) => !now.participantIds.includes(id));
  if (missing.length > 0) {
    await asAnna((ctx) => addParticipants(ctx, { conversationId, userIds: missing }));
  }
  await asAnna((ctx) => assignConversation(ctx, { conversationId, assigneeId: wanted.assigneeId }));
  for (const userId of now.participantIds.filter((id) => !wanted.participantIds.includes(id))) {
    await asAnna((ctx) => removeParticipant(ctx, { conversationId, userId }));
  }
}

function stateOf({ id: conversationId, state, snoozedUntil }: ConversationDetail): SetConversationStateInput {
  return state === 'snoozed' ? { conversationId, state, until: snoozedUntil } : { conversationId, state };
}

async function take(step: Step): Promise<void> {
  const { conversationId } = thread;
  const { jonas } = home.organization;
  const before = await thread.detail();
  switch (step.kind) {
    case 'assign': {
      const assigneeId = step.to && home.organization[step.to].id;
      await asAnna((ctx) => assignConversation(ctx, { conversationId, assigneeId }));
      return;
    }
    case 'jonas': {
      const userId = jonas.id;
      await (step.in
        ? asAnna((ctx) => addParticipants(ctx, { conversationId, userIds: [userId] }))
        : asAnna((ctx) => removeParticipant(ctx, { conversationId, userId })));
      return;
    }
    case 'state': {
      const until = step.hours && new Date(home.now.getTime() + step.hours * 3_600_000).toISOString();
      await asAnna((ctx) =>
        setConversationState(ctx, stateOf({ ...before, state: step.state, snoozedUntil: until || null })),
      );
      return;
    }
    case 'unread':
      await asAnna((ctx) => markUnread(ctx, { conversationId, seq: step.seq }));
      return;
    case 'labels': {
      const wanted = labelIds.filter((_, at) => step.labels.includes(at));
      await asAnna((ctx) => setLabels(ctx, { conversationId, labelIds: wanted }));
      return;
    }
    default: {
      const { kind, ...change } = step;
      await restore(kind, { ...before, ...change });
    }
  }
}

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('assign'), to: fc.constantFrom('anna', 'jonas', null) }),
  fc.record({
    kind: fc.constant('state'),
    state: fc.constantFrom('open', 'done', 'snoozed'),
    hours: fc.constantFrom(null, 1, 24),
  }),
  fc.record({ kind: fc.constant('labels'), labels: fc.subarray([0, 1]) }),
  fc.record({ kind: fc.constant('title'), title: fc.constantFrom(null, 'Elm Street', 'Oak Lane') }),
  fc.record({ kind: fc.constant('blocked'), blocked: fc.boolean() }),
  fc.record({ kind: fc.constant('muted'), muted: fc.boolean() }),
  fc.record({ kind: fc.constant('unread'), seq: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('jonas'), in: fc.boolean() }),
) as fc.Arbitrary<Step>;

const isRead = ({ lastSeq, lastReadSeq }: ConversationDetail) => lastReadSeq === lastSeq;

/** All that a person can see of it but the lines themselves; people in no order. */
async function seen() {
  const detail = await thread.detail();
  const { version: _version, lastSeq: _lastSeq, lastReadSeq, participantIds, ...rest } = detail;
  const unreadFrom = isRead(detail) ? null : lastReadSeq + 1;
  return { ...rest, unreadFrom, participantIds: participantIds.toSorted() };
}

describe('undo', () => {
  it('of any steps of triage, the last first, leaves the conversation as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 5 }), async (todo) => {
        const start = await seen();
        const done: { kind: Step['kind']; before: ConversationDetail; seenBefore: unknown }[] = [];
        for (const step of todo) {
          const [before, seenBefore] = [await thread.detail(), await seen()];
          await take(step);
          done.push({ kind: step.kind, before, seenBefore });
        }
        for (const { kind, before, seenBefore } of done.toReversed()) {
          await restore(kind, before);
          expect(await seen()).toEqual(seenBefore);
        }
        expect(await seen()).toEqual(start);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
