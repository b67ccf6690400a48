/**
 * Holds a lock that all tabs of the browser see, from when it is free until it is given back or the tab ends.
 * Where there are no locks (a page without https) each tab is on its own, and holds it at once.
 * @returns gives it back
 */
export function holdLock(name: string, mode: LockMode, onHeld: () => void = () => undefined): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const hold = () => {
    if (signal.aborted) return;
    onHeld();
    return new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  };
  if (navigator.locks) void navigator.locks.request(name, { signal, mode }, hold).catch(() => undefined);
  else void hold();
  return () => stop.abort();
}

/** The locks held by any tab whose names begin so, without that beginning. */
export async function heldLocks(prefix: string): Promise<string[]> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return held.flatMap(({ name = '' }) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
}
