import type { LiveEvent } from '@/server/domain/events/event';
import { type Cursor, formatCursor } from './cursor';
import type { StoredEvent } from './read-events';
import type { ReaderAccess } from './reader-access';

/** An event as it goes out: its bytes are made once and shared by all streams. */
export interface Frame extends StoredEvent {
  bytes: Buffer;
  /** Set when the event may change who may hear what. */
  change: Extract<LiveEvent, { kind: 'access.changed' | 'participants.changed' }> | null;
}

export function toFrame(epoch: string, event: StoredEvent): Frame {
  return {
    ...event,
    bytes: sseBlock('news', event.payload, { epoch, seq: event.seq }),
    change: accessChange(event.payload),
  };
}

/** One block of an event stream (WHATWG HTML 9.2). `data` must be one line, which JSON always is. */
export function sseBlock(event: string, data: string, id?: Cursor): Buffer {
  return Buffer.from(`event: ${event}\n${id ? `id: ${formatCursor(id)}\n` : ''}data: ${data}\n\n`);
}

/** The search in the text spares nearly every event the parsing. */
function accessChange(payload: string): Frame['change'] {
  if (!payload.includes('"access.changed"') && !payload.includes('"participants.changed"')) return null;
  const event: LiveEvent = JSON.parse(payload);
  return event.kind === 'access.changed' || event.kind === 'participants.changed' ? event : null;
}

/** Whether a reader's access must be read again before this and later events are judged. */
export function affects(access: ReaderAccess, { change, inboxId }: Frame): boolean {
  if (!change) return false;
  if (change.kind === 'access.changed') return change.userId === access.userId;
  const takesPart = change.participantIds.includes(access.userId);
  const wasGuest = access.guestIn.has(change.conversationId);
  const seesAnyway = access.seesAll || (inboxId !== null && access.inboxIds.has(inboxId));
  return !seesAnyway && takesPart !== wasGuest;
}
