import type { LiveEvent } from '@/server/domain/events/event';

/** More than can be news at once. */
const REMEMBERED = 200;

/** What somebody was told of already: a failed message stays failed in each of its later versions. */
export class Told {
  readonly #keys = new Set<string>();

  /** Whether this is the first event about it. */
  isFirst(event: LiveEvent): boolean {
    const key = keyOf(event);
    if (this.#keys.has(key)) return false;
    this.#keys.add(key);
    const [oldest] = this.#keys;
    if (this.#keys.size > REMEMBERED && oldest !== undefined) this.#keys.delete(oldest);
    return true;
  }
}

function keyOf(event: LiveEvent): string {
  if (event.kind === 'message.stored') return event.message.id;
  if (event.kind !== 'notice') return event.kind;
  return `${event.reason} ${event.messageId ?? `${event.conversation.id} ${event.conversation.version}`}`;
}
