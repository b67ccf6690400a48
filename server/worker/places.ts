/**
 * Places for hand-overs under way: so many in all, and of these so many for one number, since a carrier
 * that hangs must not take them all. What is full counts as full until half of it is free again, so that
 * messages are claimed by the dozen: a claim for each single place would cost more than the hand-overs.
 */
export class Places {
  readonly #perNumber: number;
  readonly #all: Occupancy;
  readonly #numbers = new Map<string, Occupancy>();

  constructor(inAll: number, perNumber: number) {
    this.#all = new Occupancy(inAll);
    this.#perNumber = perNumber;
  }

  /** How many more may be taken now. */
  get free(): number {
    return this.#all.full ? 0 : this.#all.free;
  }

  /** Numbers that get no further place for now. */
  fullNumbers(): string[] {
    return [...this.#numbers].filter(([, occupancy]) => occupancy.full).map(([number]) => number);
  }

  take(number: string): void {
    const occupancy = this.#numbers.get(number) ?? new Occupancy(this.#perNumber);
    this.#numbers.set(number, occupancy);
    occupancy.take();
    this.#all.take();
  }

  /** @returns whether something may be claimed now that could not be before */
  giveBack(number: string): boolean {
    const occupancy = this.#numbers.get(number);
    if (!occupancy) throw new Error('a place that nobody took');
    const before = [occupancy.full, this.#all.full];
    occupancy.giveBack();
    this.#all.giveBack();
    const opened = before[0] !== occupancy.full || before[1] !== this.#all.full;
    if (occupancy.taken === 0) this.#numbers.delete(number);
    return opened;
  }
}

class Occupancy {
  readonly #most: number;
  taken = 0;
  full = false;

  constructor(most: number) {
    this.#most = most;
  }

  get free(): number {
    return Math.max(0, this.#most - this.taken);
  }

  take(): void {
    this.taken += 1;
    if (this.free === 0) this.full = true;
  }

  giveBack(): void {
    this.taken -= 1;
    if (this.taken <= this.#most / 2) this.full = false;
  }
}
