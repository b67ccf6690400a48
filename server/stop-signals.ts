/**
 * Runs `stop` once, at SIGTERM, SIGINT or when the process that started us is gone, then exits with 0;
 * with 1 when it throws. A second signal exits at once.
 */
export function onStopSignal(stop: (reason: string) => Promise<void>): void {
  let stopping = false;
  const begin = (reason: string) => {
    stopping = true;
    stop(reason).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  const signalled = (signal: string) => {
    if (stopping) process.exit(1);
    begin(signal);
  };
  process.on('SIGTERM', signalled);
  // Ctrl-C reaches the whole group; a supervisor among them sends us SIGTERM, which must not count as the second.
  process.on('SIGINT', (signal) => {
    if (!process.connected) signalled(signal);
  });
  // The supervisor was killed and cannot tell us: without this nobody would ever stop this process.
  process.on('disconnect', () => {
    if (!stopping) begin('parent gone');
  });
}
