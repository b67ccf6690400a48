import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';

/** One request on its way through the server: what the front found out about it once. */
export interface Exchange {
  readonly requestId: string;
  /** The path as received, undecoded, without the query. */
  readonly path: string;
  /** The query as received with its `?`, or ''. */
  readonly query: string;
  /** Who called, past the proxies we trust; for throttles and logs. */
  readonly clientAddress: string;
  readonly log: Logger;
}

export type Handler = (req: IncomingMessage, res: ServerResponse, exchange: Exchange) => Promise<void> | void;
