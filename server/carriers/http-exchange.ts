import http from 'node:http';
import https from 'node:https';

export interface HttpRequest {
  method: 'GET' | 'POST';
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string | null;
}

export interface HttpLimits {
  /** Until a connection stands, TLS included. Milliseconds. */
  connectMs: number;
  /** Until the last byte of the answer. Milliseconds. */
  totalMs: number;
  maxAnswerBytes: number;
}

/** A carrier that needs longer than this is treated as silent (reliability 4.2). */
export const CARRIER_LIMITS: HttpLimits = { connectMs: 5_000, totalMs: 20_000, maxAnswerBytes: 64 * 1024 };

/**
 * How far one call got. `nothing_sent`: not a byte of the request was given to the network, so the
 * other side surely has nothing. `no_answer`: bytes may have left and no whole answer came back.
 * `detail` names the technical reason only: no address, number or text.
 */
export type HttpExchange =
  | { reached: 'nothing_sent'; detail: string }
  | { reached: 'no_answer'; detail: string }
  | { reached: 'answer'; status: number; headers: http.IncomingHttpHeaders; body: string };

/**
 * Idle connections are dropped early: writing into one that the other side has just closed would end
 * as `no_answer`, a needless doubt about a message.
 */
const IDLE_SOCKET_MS = 3_000;
const POOL = { keepAlive: true, timeout: IDLE_SOCKET_MS, maxSockets: 64 };
const plainPool = new http.Agent(POOL);
const securePool = new https.Agent(POOL);

/**
 * Makes exactly one HTTP call: no retry, no redirect followed. Never rejects for what the network or
 * the other side does. The request is written only after the connection stands (for https after the
 * certificate was checked), which is what makes `nothing_sent` a certainty and not a guess.
 */
export function httpExchange(
  request: HttpRequest,
  limits: HttpLimits = CARRIER_LIMITS,
): Promise<HttpExchange> {
  return new Promise((resolve) => {
    const secure = request.url.startsWith('https:');
    const outgoing = (secure ? https : http).request(request.url, {
      method: request.method,
      headers: request.headers,
      agent: secure ? securePool : plainPool,
    });
    let bytesMayHaveLeft = false;
    let ended = false;

    const end = (exchange: HttpExchange) => {
      ended = true;
      clearTimeout(connectTimer);
      clearTimeout(totalTimer);
      resolve(exchange);
    };
    const fail = (detail: string) => {
      if (ended) return;
      end({ reached: bytesMayHaveLeft ? 'no_answer' : 'nothing_sent', detail });
      outgoing.destroy();
    };
    const connectTimer = setTimeout(
      () => fail(`no connection within ${limits.connectMs} ms`),
      limits.connectMs,
    );
    const totalTimer = setTimeout(() => fail(`no answer within ${limits.totalMs} ms`), limits.totalMs);

    const write = () => {
      if (ended) return;
      clearTimeout(connectTimer);
      bytesMayHaveLeft = true;
      outgoing.end(request.body ?? undefined);
    };
    outgoing.once('socket', (socket) => {
      // One turn of the event loop lets a close that has already arrived on a reused connection be seen.
      if (outgoing.reusedSocket) setImmediate(write);
      else socket.once(secure ? 'secureConnect' : 'connect', write);
    });
    outgoing.once('response', (incoming) => readAnswer(incoming, limits.maxAnswerBytes, end, fail));
    outgoing.on('error', (error) => fail(errorCode(error)));
    outgoing.once('close', () => fail('connection closed'));
  });
}

function readAnswer(
  incoming: http.IncomingMessage,
  maxBytes: number,
  end: (exchange: HttpExchange) => void,
  fail: (detail: string) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  incoming.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxBytes) fail(`answer larger than ${maxBytes} bytes`);
    else chunks.push(chunk);
  });
  incoming.on('error', (error) => fail(errorCode(error)));
  incoming.once('end', () => {
    const body = Buffer.concat(chunks).toString('utf8');
    end({ reached: 'answer', status: incoming.statusCode ?? 0, headers: incoming.headers, body });
  });
}

/** The code alone: messages of node's errors hold addresses. */
function errorCode(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
