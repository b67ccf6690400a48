import type { IncomingMessage, ServerResponse } from 'node:http';
import { TRPCError } from '@trpc/server';
import { nodeHTTPRequestHandler } from '@trpc/server/adapters/node-http';
import { asUnavailable, DatabaseUnavailable } from '@/db/client';
import type { Session } from '@/server/auth/resolve-session';
import { DomainError } from '@/server/domain/errors';
import { appRouter } from './app-router';
import type { TrpcContext } from './trpc';

export const TRPC_PATH = '/api/trpc/';
/** Calls in one batch; without a bound thousands of commas burn time before anybody is asked who calls. */
const BATCH_MOST = 10;

export interface TrpcCall extends Pick<TrpcContext, 'requestId' | 'run' | 'onFault'> {
  /** The path as received, below TRPC_PATH. */
  path: string;
  /** The body, read and bounded by the caller; '' for a GET. */
  body: string;
  resolve(): Promise<Session | null>;
}

/** Answers one request to the router over plain node:http. Never rejects. */
export async function answerTrpc(req: IncomingMessage, res: ServerResponse, call: TrpcCall): Promise<void> {
  await nodeHTTPRequestHandler({
    router: appRouter,
    req: Object.assign(req, { body: call.body }),
    res,
    path: call.path.slice(TRPC_PATH.length),
    maxBatchSize: BATCH_MOST,
    allowMethodOverride: false,
    createContext: async (): Promise<TrpcContext> => ({
      requestId: call.requestId,
      run: call.run,
      onFault: call.onFault,
      session: await call.resolve().catch(refuse),
    }),
  });
}

/** Who calls could not be found out: said in the router's own form, so that the client understands it. */
function refuse(error: unknown): never {
  if (!(asUnavailable(error) instanceof DatabaseUnavailable)) throw error;
  const cause = new DomainError(
    'unavailable',
    'database_unavailable',
    'Waggle cannot reach its database right now. Nothing was lost; try again shortly.',
  );
  throw new TRPCError({ code: 'SERVICE_UNAVAILABLE', message: cause.message, cause });
}
