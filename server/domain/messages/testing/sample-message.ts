import type { MessageView } from '../message';

/** An ordinary text of ours on its way out, with what a test wants different. */
export function sampleMessage(change: Partial<MessageView> = {}): MessageView {
  return {
    id: 'm1',
    conversationId: 'c1',
    seq: 1,
    direction: 'out',
    channel: 'sms',
    body: '',
    system: null,
    status: 'queued',
    fault: null,
    segments: 1,
    encoding: 'GSM-7',
    files: [],
    groupId: null,
    authorId: 'ann',
    retryOf: null,
    settled: false,
    automatic: false,
    suspected: null,
    createdAt: '2026-11-22T10:00:00.000Z',
    sentAt: null,
    deliveredAt: null,
    version: 1,
    ...change,
  };
}
