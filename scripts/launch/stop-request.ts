export interface StopRequest {
  /** Aborted by the first Ctrl-C, SIGTERM or SIGHUP, or when nobody reads our output any more. */
  signal: AbortSignal;
  /** Called at every further one: somebody has lost patience. */
  onImpatience(listener: () => void): void;
}

/** Turns the signals that end a program into one AbortSignal, so that every step can be left in order. */
export function listenForStop(): StopRequest {
  const controller = new AbortController();
  const impatient: (() => void)[] = [];
  const heard = () => {
    if (controller.signal.aborted) for (const listener of impatient) listener();
    else {
      console.log('Stopping …');
      controller.abort();
    }
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, heard);
  // Whoever reads us is gone (`npm start | head`). Unheard, this would end us here and leave a database behind.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => controller.abort());
  return { signal: controller.signal, onImpatience: (listener) => void impatient.push(listener) };
}
