import { once } from 'node:events';
import http from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';

/**
 * What a stand-in can be told to do with one request. `accepts`: it takes the message all the same and
 * only its answer is lost, which is the case that makes a blind repeat a double message.
 */
export const misbehaviour = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('delay'), ms: z.number().int().min(0) }),
  z.object({
    kind: z.literal('answer'),
    status: z.number().int().min(200).max(599),
    headers: z.record(z.string(), z.string()).optional(),
    body: z.string().optional(),
    accepts: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('reset_before_body') }),
  z.object({ kind: z.literal('reset_after_body'), accepts: z.boolean().optional() }),
  z.object({ kind: z.literal('cut_short'), accepts: z.boolean().optional() }),
  z.object({ kind: z.literal('hang'), accepts: z.boolean().optional() }),
]);
export type Misbehaviour = z.output<typeof misbehaviour>;

/** `once`: for the next requests, in order. `cycle`: for all after those, round and round; null behaves. */
export const faultScript = z.object({
  once: z.array(misbehaviour.nullable()).optional(),
  cycle: z.array(misbehaviour.nullable()).optional(),
});
export type FaultScript = z.output<typeof faultScript>;

export interface ReceivedRequest {
  method: string;
  url: URL;
  headers: http.IncomingHttpHeaders;
  rawBody: Buffer;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body: string;
}

/** An answer that may hold a file. */
export type AnswerWithFile = Omit<Answer, 'body'> & { body: string | Buffer };

export interface MisbehavingServer {
  baseUrl: string;
  port: number;
  /** Replaces whatever was scripted before. */
  script(faults: FaultScript): void;
  close(): Promise<void>;
}

interface Options {
  /** 0 or missing: a free one. Always on 127.0.0.1. */
  port?: number | undefined;
  /** Which requests use up the scripted faults; the others are always answered. */
  mayMisbehave?: (method: string, path: string) => boolean;
}

/** An HTTP server that answers by `respond` unless a scripted fault comes first. */
export async function startMisbehavingServer(
  respond: (request: ReceivedRequest) => AnswerWithFile | Promise<AnswerWithFile>,
  { port = 0, mayMisbehave = () => true }: Options = {},
): Promise<MisbehavingServer> {
  const faults = new FaultQueue();
  const server = http.createServer((incoming, outgoing) => {
    const url = new URL(incoming.url ?? '/', 'http://stand-in');
    const method = incoming.method ?? 'GET';
    const fault = mayMisbehave(method, url.pathname) ? faults.next() : null;
    if (fault?.kind === 'reset_before_body') {
      incoming.socket.resetAndDestroy();
      return;
    }
    serve(incoming, outgoing, fault, async () =>
      respond({ method, url, headers: incoming.headers, rawBody: await readBody(incoming) }),
    ).catch((error: unknown) => {
      if (!outgoing.headersSent) outgoing.writeHead(500);
      outgoing.end(String(error));
    });
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The stand-in has no TCP port');

  return {
    baseUrl: `http://127.0.0.1:${address.port}`,
    port: address.port,
    script: (next) => faults.replace(next),
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

class FaultQueue {
  #once: (Misbehaviour | null)[] = [];
  #cycle: (Misbehaviour | null)[] = [];
  #turn = 0;

  replace({ once: first = [], cycle = [] }: FaultScript): void {
    this.#once = [...first];
    this.#cycle = [...cycle];
    this.#turn = 0;
  }

  next(): Misbehaviour | null {
    if (this.#once.length > 0) return this.#once.shift() ?? null;
    if (this.#cycle.length === 0) return null;
    const fault = this.#cycle[this.#turn % this.#cycle.length] ?? null;
    this.#turn += 1;
    return fault;
  }
}

async function serve(
  incoming: http.IncomingMessage,
  outgoing: http.ServerResponse,
  fault: Exclude<Misbehaviour, { kind: 'reset_before_body' }> | null,
  respond: () => Promise<AnswerWithFile>,
): Promise<void> {
  if (fault === null || fault.kind === 'delay') {
    const answer = await respond();
    if (fault) await wait(fault.ms);
    outgoing.writeHead(answer.status, answer.headers).end(answer.body);
    return;
  }
  if (fault.accepts) await respond();
  else await readBody(incoming);
  if (fault.kind === 'answer') outgoing.writeHead(fault.status, fault.headers).end(fault.body);
  if (fault.kind === 'reset_after_body') incoming.socket.resetAndDestroy();
  if (fault.kind === 'cut_short') {
    outgoing.writeHead(200, { 'content-length': '1000' }).write('{"', () => outgoing.destroy());
  }
  // 'hang': the connection stays open and nothing is ever said.
}

async function readBody(incoming: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
}
