import pino, { type DestinationStream, type Logger } from 'pino';
import { DatabaseUnavailable, postgresCode } from '@/db/client';
import { DomainError } from './domain/errors';
import { maskNumber } from './domain/numbers/originator';

/**
 * What may be written down. A list of what is allowed, for nobody can list everything that is not: a field
 * that is missing here is left out and its name noted. None of them may hold a body, a secret or a token.
 */
const FIELDS = new Set([
  'connectionId',
  'err',
  'kind',
  'messageId',
  'method',
  'ms',
  'organizationId',
  'outcome',
  'port',
  'publicUrl',
  'quarantineId',
  'reason',
  'requestId',
  'requeued',
  'route',
  'status',
  'unknown',
  'userId',
]);
const PHONE_NUMBER = /\+\d{7,15}/g;

/** The logger of a process: JSON lines on stdout, or to another place that a test names. */
export function createLogger(
  { logLevel }: { logLevel: string },
  to: DestinationStream = pino.destination(1),
): Logger {
  const options = {
    level: logLevel,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }), log: onlyAllowed },
    serializers: { err: describeError },
    hooks: { logMethod: callPlainly },
  };
  return pino(options, to);
}

/** What may be written down of an error: never the values in it, which can quote a row or a request. */
function describeError(error: unknown): Record<string, unknown> {
  if (error instanceof DomainError) return { name: error.name, code: error.code, reason: error.reason };
  if (!(error instanceof Error)) return { name: 'not an error', kind: typeof error };
  // These say what is wrong with the house, not what is in it.
  const harmless =
    error instanceof DatabaseUnavailable || error instanceof TypeError || error instanceof RangeError;
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    code: postgresCode(error),
    ...(harmless ? { message: masked(error.message) } : {}),
    stack: places.slice(0, 8).map((line) => line.trim()),
  };
}

function onlyAllowed(fields: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(fields);
  const kept = entries.filter(([name]) => FIELDS.has(name));
  const leftOut = entries.map(([name]) => name).filter((name) => !FIELDS.has(name));
  return {
    ...Object.fromEntries(
      kept.map(([name, value]) => [name, typeof value === 'string' ? masked(value) : value]),
    ),
    ...(leftOut.length > 0 ? { leftOut } : {}),
  };
}

const masked = (text: string) => text.replace(PHONE_NUMBER, maskNumber);

/** Without this pino makes the message of an error the message of the line, and fills in placeholders. */
function callPlainly(
  this: Logger,
  args: unknown[],
  method: (this: Logger, ...args: unknown[]) => void,
): void {
  const [first, second] = args;
  if (typeof first === 'string') method.call(this, first);
  else
    method.call(
      this,
      first instanceof Error ? { err: first } : first,
      typeof second === 'string' ? second : 'without words',
    );
}
