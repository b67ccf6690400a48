import type { Licence, Role } from './roles';

/** Who does something: a person, or one of the house's own hands. */
export type Actor =
  | { kind: 'user'; userId: string; role: Role; licence: Licence; active: boolean }
  /** A carrier's webhook whose signature was right. */
  | { kind: 'carrier' }
  /** The worker. */
  | { kind: 'job' }
  /** Whoever may run the command line on this machine. */
  | { kind: 'operator' };
