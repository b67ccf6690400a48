/**
 * Every expected failure of a verb. Doors map `code` to their transport once (trpc/error-map.ts,
 * http/error-map.ts); `reason` is a stable machine word, `message` a sentence for a person.
 */
export const ERROR_CODES = [
  'invalid_input', // the caller sent something that cannot be meant
  'unauthenticated', // nobody is signed in
  'forbidden', // signed in, but may not do this
  'not_found', // does not exist, or belongs to another organization: the same answer for both
  'conflict', // exists already, or changed in the meantime
  'blocked', // a rule of sending forbids it; `reason` says which
  'too_large',
  'too_many_requests',
  'unavailable', // database or carrier cannot be reached; trying again may help
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly reason: string;
  constructor(code: ErrorCode, reason: string, message: string) {
    super(message);
    this.name = 'DomainError';
    this.code = code;
    this.reason = reason;
  }
}
