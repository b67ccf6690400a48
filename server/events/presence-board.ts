import {
  LOOK_HOLDS_MS,
  type Look,
  type PersonThere,
  TYPING_HOLDS_MS,
} from '@/server/domain/presence/presence';

/** A conversation of one organization. */
export interface Spot {
  organizationId: number;
  conversationId: string;
}

interface Entry extends Look {
  /** Milliseconds on the board's own clock. */
  holdsUntil: number;
  typesUntil: number;
}

/**
 * Who looks at which conversation, as far as this process has heard; nothing of it is stored. Each tab's
 * word holds for a while and then counts as gone, so that a browser that dies leaves no ghost.
 */
export class PresenceBoard {
  readonly #now: () => number;
  readonly #tabs = new Map<string, Entry>();
  readonly #spots = new Map<string, Map<string, Entry>>();

  /** @param now milliseconds that only rise */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** What a tab says of itself. @returns the conversations of which something else is true now */
  put(look: Look): Spot[] {
    const now = this.#now();
    const before = this.#tabs.get(tabKey(look));
    const changed: Spot[] = [];
    if (before && before.conversationId !== look.conversationId) {
      this.#drop(before);
      changed.push(before);
    }
    const entry = {
      ...look,
      holdsUntil: now + LOOK_HOLDS_MS,
      typesUntil: look.typing ? now + TYPING_HOLDS_MS : 0,
    };
    const typed = before?.conversationId === look.conversationId && before.typesUntil > now;
    const wasThere = before?.conversationId === look.conversationId;
    this.#tabs.set(tabKey(look), entry);
    const spot = this.#spots.get(spotKey(look)) ?? new Map<string, Entry>();
    this.#spots.set(spotKey(look), spot.set(look.tabId, entry));
    if (!wasThere || typed !== look.typing) changed.push(look);
    return changed;
  }

  /** A tab shows no conversation any more. */
  leave(tab: Pick<Look, 'organizationId' | 'tabId'>): Spot[] {
    const before = this.#tabs.get(tabKey(tab));
    if (!before) return [];
    this.#drop(before);
    return [before];
  }

  /** What was said too long ago counts no more. @returns the conversations of which something else is true now */
  expire(): Spot[] {
    const now = this.#now();
    const changed: Spot[] = [];
    for (const entry of this.#tabs.values()) {
      if (entry.holdsUntil <= now) {
        this.#drop(entry);
        changed.push(entry);
      } else if (entry.typesUntil > 0 && entry.typesUntil <= now) {
        entry.typesUntil = 0;
        changed.push(entry);
      }
    }
    return changed;
  }

  /** Everybody who looks at a conversation, each once, in the order in which they came. */
  people(spot: Spot): PersonThere[] {
    const now = this.#now();
    const people = new Map<string, PersonThere>();
    for (const { userId, typesUntil } of this.#spots.get(spotKey(spot))?.values() ?? []) {
      const typing = typesUntil > now || (people.get(userId)?.typing ?? false);
      people.set(userId, { userId, typing });
    }
    return [...people.values()];
  }

  /** The conversation's inbox, when somebody looks at it. */
  inboxOf(spot: Spot): string | null {
    const [any] = this.#spots.get(spotKey(spot))?.values() ?? [];
    return any?.inboxId ?? null;
  }

  /** What a tab has said of this conversation and may say again without a new check; null = it looks elsewhere. */
  lookOf(tab: Pick<Look, 'organizationId' | 'tabId' | 'userId' | 'conversationId'>): Look | null {
    const known = this.#tabs.get(tabKey(tab));
    return known?.conversationId === tab.conversationId && known.userId === tab.userId ? known : null;
  }

  #drop(entry: Entry): void {
    this.#tabs.delete(tabKey(entry));
    const spot = this.#spots.get(spotKey(entry));
    spot?.delete(entry.tabId);
    if (spot?.size === 0) this.#spots.delete(spotKey(entry));
  }
}

function tabKey({ organizationId, tabId }: Pick<Look, 'organizationId' | 'tabId'>): string {
  return `${organizationId} ${tabId}`;
}

function spotKey({ organizationId, conversationId }: Spot): string {
  return `${organizationId} ${conversationId}`;
}
