import type { ConversationShared, ConversationView } from '../conversation';

/** A quiet conversation of a Service as everybody sees it, with what a test wants different. */
export function sampleConversation(change: Partial<ConversationShared> = {}): ConversationShared {
  return {
    id: 'c1',
    kind: 'service',
    numberId: 'n1',
    serviceId: 's1',
    inboxId: 's1',
    customer: '+14155550188',
    customerName: null,
    title: null,
    state: 'open',
    snoozedUntil: null,
    retired: false,
    replyable: true,
    assigneeId: null,
    lastSeq: 0,
    lastMessageAt: '2026-11-22T10:00:00.000Z',
    preview: null,
    needsReplySince: null,
    failedCount: 0,
    hasSms: false,
    scheduledCount: 0,
    participantCount: 1,
    labelIds: [],
    optedOut: false,
    blocked: false,
    createdAt: '2026-11-22T10:00:00.000Z',
    version: 1,
    ...change,
  };
}

/** The same as one reader sees it, who has done nothing with it. */
export function sampleView(change: Partial<ConversationView> = {}): ConversationView {
  return {
    ...sampleConversation(),
    lastReadSeq: 0,
    hasDraft: false,
    mentionSeq: 0,
    muted: false,
    ...change,
  };
}
