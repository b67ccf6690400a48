import { type Cursor, parseCursor } from '../cursor';
import type { LiveHub, LiveSubscription } from '../live-hub';

/** A screen that keeps what it was told, as a browser reads it off the wire. */
export class Screen {
  readonly blocks: { event: string; id: Cursor | null; data: unknown }[] = [];
  ended = false;
  #subscription: LiveSubscription | undefined;

  async open(
    hub: LiveHub,
    organizationId: number,
    userId: string,
    after: Cursor | 'unreadable' | null = null,
  ): Promise<this> {
    this.#subscription = await hub.open({
      organizationId,
      userId,
      after,
      sink: {
        write: (bytes) => this.#take(bytes.toString()),
        drained: () => Promise.resolve(),
        end: () => {
          this.ended = true;
        },
      },
    });
    return this;
  }

  close(): void {
    this.#subscription?.close();
  }

  /** Numbers of the news, in the order of arrival. */
  get seqs(): number[] {
    return this.blocks.flatMap(({ event, id }) => (event === 'news' && id ? [id.seq] : []));
  }

  get cursor(): Cursor | null {
    return this.blocks.at(-1)?.id ?? null;
  }

  #take(text: string): void {
    for (const block of text.split('\n\n').filter(Boolean)) {
      const field = (name: string) => new RegExp(`(?:^|\n)${name}: ([^\n]*)`).exec(block)?.[1] ?? '';
      this.blocks.push({
        event: field('event'),
        id: parseCursor(field('id')),
        data: JSON.parse(field('data')),
      });
    }
  }
}
