import { asUnavailable, DatabaseUnavailable } from '@/db/client';
import { DomainError, type ErrorCode } from '@/server/domain/errors';

/** The HTTP status of each expected failure. A new code does not compile until it has a row here. */
export const HTTP_STATUS: Record<ErrorCode, number> = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  blocked: 422,
  too_large: 413,
  too_many_requests: 429,
  unavailable: 503,
};

/**
 * What a door may say about a failure. Expected ones speak for themselves; a database that is gone is
 * `unavailable`; anything else is a fault of ours (null), of which nobody outside learns more than that.
 */
export function expectedError(error: unknown): DomainError | null {
  if (error instanceof DomainError) return error;
  if (asUnavailable(error) instanceof DatabaseUnavailable) {
    return new DomainError(
      'unavailable',
      'database_unavailable',
      'Waggle cannot reach its database right now. Try again shortly.',
    );
  }
  return null;
}
