import { DatabaseUnavailable, postgresCode } from '@/db/client';
import { MalformedWebhook } from '@/server/carriers/carrier';
import { DomainError } from '@/server/domain/errors';
import { UsageError } from './arguments';

/** One line for the operator. Of an unexpected error only what cannot quote a row: its name and code. */
export function explain(error: unknown): string {
  if (error instanceof DomainError || error instanceof UsageError) return error.message;
  if (error instanceof DatabaseUnavailable)
    return 'The database cannot be reached. Is Waggle running? npm start';
  if (error instanceof MalformedWebhook) return `It still cannot be read: ${error.message}.`;
  const code = postgresCode(error);
  const name = error instanceof Error ? error.name : 'unknown';
  return `Something went wrong that should not: ${name}${code ? ` (${code})` : ''}.`;
}
