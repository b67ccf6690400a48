import type { UnsentMessage, UnsentMessages } from './unsent-messages';

/** What became of handing one message to the server. `no_answer`: it may have arrived, or not. */
export type Answer = 'stored' | 'no_answer' | { refused: string; held?: boolean };

/**
 * Hands what was written to the server, one after the other in each conversation, so that what was
 * written first arrives first. Trying again is harmless: a message keeps its id.
 */
export class SendQueue {
  readonly #unsent: UnsentMessages;
  readonly #hand: (message: UnsentMessage) => Promise<Answer>;
  /** Conversations with a message on its way. */
  readonly #busy = new Set<string>();

  /** @param hand never rejects */
  constructor(unsent: UnsentMessages, hand: (message: UnsentMessage) => Promise<Answer>) {
    this.#unsent = unsent;
    this.#hand = hand;
  }

  send(message: Omit<UnsentMessage, 'state' | 'reason'>): void {
    this.#unsent.add({ ...message, state: 'sending', reason: null });
    this.pump();
  }

  /** Somebody wants a refused message tried once more; of a held one they know now why it was held. */
  again(id: string): void {
    const message = this.#unsent.all().find((one) => one.id === id);
    this.#unsent.mark(id, 'sending', message?.held ? { held: false, sendAnyway: true } : {});
    this.pump();
  }

  discard(id: string): void {
    this.#unsent.remove(id);
    this.pump();
  }

  /** Its writer thought again. @returns what it held, or null when it has gone already */
  takeBack(id: string): UnsentMessage | null {
    const message = this.#unsent.all().find((one) => one.id === id);
    if (!message || waitOf(message) === 0) return null;
    this.discard(id);
    return message;
  }

  /** Tries everything that is not on its way. */
  pump(): void {
    const begun = new Set<string>();
    for (const message of this.#unsent.all()) {
      const { conversationId, state } = message;
      if (state === 'refused' || begun.has(conversationId)) continue;
      begun.add(conversationId);
      if (this.#busy.has(conversationId)) continue;
      const wait = waitOf(message);
      if (wait > 0) setTimeout(() => this.pump(), wait);
      else void this.#handOver(message);
    }
  }

  async #handOver(message: UnsentMessage): Promise<void> {
    const { id, conversationId } = message;
    this.#busy.add(conversationId);
    if (message.sendAt) this.#unsent.mark(id, message.state, { sendAt: 0 });
    const answer = await this.#hand(message);
    this.#busy.delete(conversationId);
    if (answer === 'no_answer') {
      // Those behind it wait with it.
      for (const other of this.#unsent.all()) {
        if (other.conversationId === conversationId && other.state === 'sending') {
          this.#unsent.mark(other.id, 'waiting');
        }
      }
      return;
    }
    if (answer === 'stored') this.#unsent.remove(id);
    else this.#unsent.mark(id, 'refused', { reason: answer.refused, held: answer.held ?? false });
    this.pump();
  }
}

/** For how long the message can still be taken back (milliseconds). */
function waitOf({ sendAt = 0 }: UnsentMessage): number {
  return Math.max(0, sendAt - Date.now());
}
