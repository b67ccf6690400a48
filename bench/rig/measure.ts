const MEGA = 1_000_000;

/** Side by side. */
export function all<T>(count: number, task: (index: number) => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => task(index)));
}

/** Milliseconds. */
export async function timed(task: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await task();
  return performance.now() - begun;
}

/** To one decimal. */
export function ratio(one = Number.NaN, other = Number.NaN): number {
  return Math.round((one / other) * 10) / 10;
}

export function megabytes(bytes: number): number {
  return Math.round(bytes / MEGA);
}
