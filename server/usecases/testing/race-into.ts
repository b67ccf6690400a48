/** A gate that a test opens: to hold a transaction in a certain place while another one runs into it. */
interface Barrier {
  opened: Promise<void>;
  open(): void;
}

function barrier(): Barrier {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/**
 * Runs `first` in a transaction that stays open after its work is done, until `second` has finished or
 * waits for a lock of it; then lets both end.
 * @param hold runs what it is given as a verb and awaits `beforeCommit` inside the transaction
 * @param isWaiting resolves once `second` waits for a lock
 */
export async function raceInto(
  hold: (beforeCommit: () => Promise<void>) => Promise<unknown>,
  second: () => Promise<unknown>,
  isWaiting: () => Promise<void>,
): Promise<void> {
  const done = barrier();
  const commit = barrier();
  const first = hold(async () => {
    done.open();
    await commit.opened;
  });
  await Promise.race([done.opened, first]);
  const other = second();
  await Promise.race([other, isWaiting()]).catch(() => undefined);
  commit.open();
  await Promise.all([first, other]);
}
