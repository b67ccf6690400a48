import { randomUUID } from 'node:crypto';
import { openNotificationLink } from '@/db/notifications';
import type { Look, PresenceNews } from '@/server/domain/presence/presence';
import { sseBlock } from './frames';
import type { LiveHub } from './live-hub';
import { PresenceBoard, type Spot } from './presence-board';

const CHANNEL = 'waggle_presence';
/** Colleagues hear of a conversation at most this often. */
const TELL_EVERY_MS = 250;
/** What tabs say is gathered for other processes for so long: NOTIFY takes a lock that all commits share. */
const SPREAD_EVERY_MS = 100;
const EXPIRE_EVERY_MS = 1_000;
/** A look as JSON has about 250 bytes, and PostgreSQL refuses payloads of 8,000. */
const LOOKS_IN_A_PAYLOAD = 25;

export type PresenceSignal = Look | { organizationId: number; tabId: string; conversationId: null };

export interface PresenceParts {
  url: string;
  hub: Pick<LiveHub, 'whisper'>;
  onError(error: unknown): void;
  /** Milliseconds that only rise. */
  now?: () => number;
}

/**
 * Tells those who look at a conversation who else does. What a tab says goes onto the board of this process
 * and, over NOTIFY, onto those of the others; the streams of the lookers get the conversation's whole state
 * again, so that a word that gets lost is made good by the next. Nobody else is told anything: with a
 * thousand screens open, a signal costs as many bytes as there are people in that one conversation.
 */
export class Presence {
  readonly #board: PresenceBoard;
  readonly #hub: PresenceParts['hub'];
  readonly #process = randomUUID();
  readonly #link: ReturnType<typeof openNotificationLink>;
  readonly #timers: NodeJS.Timeout[];
  readonly #toTell = new Map<string, Spot>();
  #toSpread: PresenceSignal[] = [];

  constructor({ url, hub, onError, now = () => performance.now() }: PresenceParts) {
    this.#board = new PresenceBoard(now);
    this.#hub = hub;
    this.#link = openNotificationLink({
      url,
      channels: [CHANNEL],
      onNotification: (_channel, payload) => this.#hear(payload),
      onError,
    });
    this.#timers = [
      setInterval(() => this.#tell(), TELL_EVERY_MS),
      setInterval(() => this.#spread(), SPREAD_EVERY_MS),
      setInterval(() => this.#note(this.#board.expire()), EXPIRE_EVERY_MS),
    ];
    for (const timer of this.#timers) timer.unref();
  }

  /** A tab of this process's screens says what it shows. The right to look was checked. */
  say(signal: PresenceSignal): void {
    this.#take(signal);
    this.#toSpread.push(signal);
  }

  /** What a tab said before of the conversation it still looks at. */
  lookOf(tab: Pick<Look, 'organizationId' | 'tabId' | 'userId' | 'conversationId'>): Look | null {
    return this.#board.lookOf(tab);
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.#link.close();
  }

  #take(signal: PresenceSignal): void {
    this.#note(signal.conversationId === null ? this.#board.leave(signal) : this.#board.put(signal));
  }

  #note(changed: readonly Spot[]): void {
    for (const { organizationId, conversationId } of changed) {
      this.#toTell.set(`${organizationId} ${conversationId}`, { organizationId, conversationId });
    }
  }

  #tell(): void {
    for (const spot of this.#toTell.values()) {
      const inboxId = this.#board.inboxOf(spot);
      if (!inboxId) continue;
      const people = this.#board.people(spot);
      const news: PresenceNews = { conversationId: spot.conversationId, people };
      this.#hub.whisper(
        { ...spot, inboxId, userIds: new Set(people.map(({ userId }) => userId)) },
        sseBlock('presence', JSON.stringify(news)),
      );
    }
    this.#toTell.clear();
  }

  #spread(): void {
    const signals = this.#toSpread;
    if (signals.length === 0) return;
    this.#toSpread = [];
    for (let at = 0; at < signals.length; at += LOOKS_IN_A_PAYLOAD) {
      const said = signals.slice(at, at + LOOKS_IN_A_PAYLOAD);
      void this.#link.notify(CHANNEL, JSON.stringify({ from: this.#process, said }));
    }
  }

  #hear(payload: string): void {
    const { from, said } = JSON.parse(payload) as { from: string; said: PresenceSignal[] };
    if (from === this.#process) return;
    for (const signal of said) this.#take(signal);
  }
}
