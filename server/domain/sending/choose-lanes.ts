/** Bulk gets at least every fifth slot of a number, however much people type (reliability 4.5). */
const INTERACTIVE_RUN = 4;

/**
 * Picks what one number sends next: interactive messages (lane 0) first, but after four of them in a
 * row one bulk message (lane 1). Within a lane the given order stays.
 * @param interactiveRun interactive messages sent since the last bulk one
 * @returns the chosen rows in sending order, and the run to remember
 */
export function chooseLanes<Row extends { lane: 0 | 1 }>(
  waiting: readonly Row[],
  count: number,
  interactiveRun: number,
): { chosen: Row[]; interactiveRun: number } {
  const interactive = waiting.filter((row) => row.lane === 0);
  const bulk = waiting.filter((row) => row.lane === 1);
  const chosen: Row[] = [];
  let run = interactiveRun;
  while (chosen.length < count) {
    const bulkTurn = run >= INTERACTIVE_RUN || interactive.length === 0;
    const next = (bulkTurn ? bulk.shift() : undefined) ?? interactive.shift();
    if (!next) break;
    run = next.lane === 0 ? run + 1 : 0;
    chosen.push(next);
  }
  return { chosen, interactiveRun: Math.min(run, INTERACTIVE_RUN) };
}
