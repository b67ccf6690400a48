/** Sleep that can be cut short by news, and ended for good by a stop. */
export class Wake {
  stopped = false;
  #ring: (() => void) | null = null;
  #rung = false;

  /** There may be something to do: ends the current sleep, or skips the next one. */
  up(): void {
    this.#rung = true;
    this.#ring?.();
  }

  stop(): void {
    this.stopped = true;
    this.up();
  }

  async sleep(milliseconds: number): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.#ring = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#rung = false;
    this.#ring = null;
  }
}
