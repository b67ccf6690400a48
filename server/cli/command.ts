import type { Box } from '@/server/context';
import type { SealHook } from '@/server/usecases/calls/call-hooks';
import type { NewConnection } from '@/server/usecases/connections/add-connection';
import type { Arguments } from './arguments';

/** What every command is given. */
export interface Surroundings {
  box: Box;
  seal(connection: NewConnection): string;
  sealHook: SealHook;
  /** Where carriers call us, without a slash at the end. */
  publicUrl: string;
  /** Writes one line of an answer that is too long to be held whole. */
  print(line: string): Promise<void>;
}

/** A command's answer: `json` for scripts, `text` for people. */
export interface Answer {
  json: unknown;
  text: string;
  /** Everything worked, but what was asked for does not hold: exit code 1. */
  failed?: boolean;
}

export interface Command {
  /** The words after `waggle`, such as `org create`. */
  name: string;
  /** What follows the name, for the help. */
  usage: string;
  options: readonly string[];
  /** Further words that it takes after its name. */
  words?: number;
  /** Answers, or has printed its answer line by line. */
  run(surroundings: Surroundings, args: Arguments): Promise<Answer | undefined>;
}

export const OPERATOR = { kind: 'operator' } as const;
