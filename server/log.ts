import pino, { type Logger } from 'pino';
import { DatabaseUnavailable, postgresCode } from '@/db/client';
import { DomainError } from './domain/errors';

/**
 * The logger of a process. Its error serializer is an allowlist: an error from the database or a carrier
 * can quote a row or a request, so of an unexpected one only name, code and stack places are kept.
 * Call sites log ids and counts; never a body, a secret or a number in full.
 */
export function createLogger({ logLevel }: { logLevel: string }): Logger {
  return pino({
    level: logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: describeError },
  });
}

/** What may be written down of an error: never the values in it. */
export function describeError(error: unknown): Record<string, unknown> {
  if (error instanceof DomainError) return { name: error.name, code: error.code, reason: error.reason };
  if (!(error instanceof Error)) return { name: 'not an error', kind: typeof error };
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    code: postgresCode(error),
    // These say what is wrong with the house, not what is in it.
    ...(error instanceof DatabaseUnavailable || error instanceof TypeError || error instanceof RangeError
      ? { message: error.message }
      : {}),
    stack: places.slice(0, 8).map((line) => line.trim()),
  };
}
