/**
 * Says "there is news", nothing more: what the news is stands in the database. Rung after COMMIT, so
 * a bell that gets lost costs at most one poll (1 s). Implemented over NOTIFY in events/notify-doorbell.ts.
 */
export interface Doorbell {
  /** There are new events for screens of this organization. */
  ringEvents(organizationId: number): void;
  /** There is something new to hand to a carrier, in whatever organization. */
  ringOutbox(): void;
}
