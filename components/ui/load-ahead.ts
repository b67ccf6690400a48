/** Begins to load what will be wanted soon. When it does not come, whoever then wants it asks again and says so. */
export function loadAhead(load: () => Promise<unknown>): void {
  load().catch(() => undefined);
}
