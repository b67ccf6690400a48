import { LOOK_AGAIN_MS, TYPING_AGAIN_MS, TYPING_HOLDS_MS } from '@/server/domain/presence/presence';

export interface Shown {
  conversationId: string | null;
  typing: boolean;
}

/** How a tab's word reaches the server. `parting`: the page goes away, an answer is not waited for. */
export type Say = (shown: Shown, parting: boolean) => void;

/**
 * Tells colleagues what this tab shows and whether somebody types in it: at once when it changes, and again
 * from time to time, because a word holds only for a while. A tab that nobody sees shows nothing.
 */
export class PresenceVoice {
  readonly #say: Say;
  #conversationId: string | null = null;
  #visible = true;
  #typesUntil = 0;
  #said: Shown = { conversationId: null, typing: false };
  #saidAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(say: Say) {
    this.#say = say;
  }

  look(conversationId: string | null): void {
    if (this.#conversationId !== conversationId) this.#typesUntil = 0;
    this.#conversationId = conversationId;
    // Whoever leaves one conversation mostly comes to another in the same moment: one word is enough.
    if (conversationId === null) this.#later(0);
    else this.#speak();
  }

  /** A key was pressed in the composer. */
  typed(): void {
    this.#typesUntil = Date.now() + TYPING_HOLDS_MS;
    this.#speak();
  }

  /** What was typed has been sent, or thrown away. */
  stopped(): void {
    this.#typesUntil = 0;
    this.#speak();
  }

  seen(visible: boolean): void {
    this.#visible = visible;
    this.#speak();
  }

  leave(): void {
    clearTimeout(this.#timer);
    if (this.#said.conversationId) this.#say({ conversationId: null, typing: false }, true);
    this.#said = { conversationId: null, typing: false };
  }

  #speak(): void {
    clearTimeout(this.#timer);
    const now = Date.now();
    const conversationId = this.#visible ? this.#conversationId : null;
    const typing = conversationId !== null && this.#typesUntil > now;
    const same = this.#said.conversationId === conversationId && this.#said.typing === typing;
    const again = typing ? TYPING_AGAIN_MS : LOOK_AGAIN_MS;
    if (!same || (conversationId !== null && now - this.#saidAt >= again)) {
      this.#said = { conversationId, typing };
      this.#saidAt = now;
      this.#say(this.#said, false);
    }
    if (conversationId === null) return;
    const next = Math.min(this.#saidAt + again, typing ? this.#typesUntil : Number.POSITIVE_INFINITY) - now;
    this.#later(Math.max(50, next));
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#speak(), ms);
  }
}
