import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { CARRIER_LIMITS, httpExchange } from '../../http-exchange';
import { parseJson } from '../../parse-json';
import {
  type Answer,
  type FaultScript,
  faultScript,
  type ReceivedRequest,
  startMisbehavingServer,
} from '../../testing/misbehaving-server';
import { signTwilioWebhook, twilioReceiptParams } from './signed-webhook';

/** One message that the stand-in took, in the order of acceptance. */
export interface StandInMessage {
  sid: string;
  accountSid: string;
  from: string;
  to: string;
  body: string;
  statusCallback: string | null;
  status: string;
  createdAt: string;
}

/** Status callbacks made by themselves for every accepted message, one after the other. */
const receiptPlan = z.object({
  statuses: z.array(z.object({ status: z.string(), errorCode: z.number().int().optional() })),
  /** Before each of them. */
  delayMs: z.number().int().min(0).default(0),
});
export type ReceiptPlan = z.input<typeof receiptPlan>;

export interface StandInCounters {
  /** Requests to create a message, misbehaved ones included. */
  requests: number;
  accepted: number;
  refused: number;
  receiptsSent: number;
  /** Answered by anything but 2xx, or not at all. */
  receiptsFailed: number;
}

export interface TwilioStandIn {
  baseUrl: string;
  port: number;
  readonly messages: readonly StandInMessage[];
  readonly counters: Readonly<StandInCounters>;
  script(faults: FaultScript): void;
  sendReceipts(plan: ReceiptPlan | null): void;
  /** Resolves when no status callback is under way. */
  receiptsDone(): Promise<void>;
  /** Forgets messages, counters, faults and plans. */
  reset(): void;
  close(): Promise<void>;
}

interface Options {
  port?: number;
  /** The only login it takes; any when missing. */
  login?: { accountSid: string; authToken: string };
}

/**
 * A server that answers like the Messages part of Twilio's API and can be told to misbehave. Another
 * process steers it under `/stand-in`: GET log; POST faults, receipts, reset.
 */
export async function startTwilioStandIn({ port, login }: Options = {}): Promise<TwilioStandIn> {
  const standIn = new StandIn(login ?? null);
  const server = await startMisbehavingServer((request) => standIn.respond(request), {
    port,
    mayMisbehave: (method, path) => {
      const creates = method === 'POST' && MESSAGES_PATH.test(path);
      if (creates) standIn.counters.requests += 1;
      return creates;
    },
  });
  standIn.script = server.script;
  return {
    baseUrl: server.baseUrl,
    port: server.port,
    messages: standIn.messages,
    counters: standIn.counters,
    script: server.script,
    sendReceipts: (plan) => standIn.planReceipts(plan),
    receiptsDone: () => standIn.receiptsDone(),
    reset: () => standIn.reset(),
    async close() {
      standIn.planReceipts(null);
      await server.close();
      await standIn.receiptsDone();
    },
  };
}

const MESSAGES_PATH = /^\/2010-04-01\/Accounts\/(AC[0-9a-fA-F]{32})\/Messages\.json$/;

/** Twilio's own numbers for trying out refusals (https://www.twilio.com/docs/iam/test-credentials). */
const REFUSED_TO: Readonly<Record<string, number>> = {
  '+15005550001': 21211,
  '+15005550002': 21612,
  '+15005550003': 21408,
  '+15005550004': 21610,
  '+15005550009': 21614,
};
const REFUSED_FROM: Readonly<Record<string, number>> = {
  '+15005550001': 21212,
  '+15005550007': 21606,
  '+15005550008': 21611,
};

class StandIn {
  readonly messages: StandInMessage[] = [];
  readonly counters: StandInCounters = {
    requests: 0,
    accepted: 0,
    refused: 0,
    receiptsSent: 0,
    receiptsFailed: 0,
  };
  script: (faults: FaultScript) => void = () => undefined;
  readonly #login: Options['login'] | null;
  readonly #underWay = new Set<Promise<void>>();
  #plan: z.output<typeof receiptPlan> | null = null;

  constructor(login: Options['login'] | null) {
    this.#login = login;
  }

  respond(request: ReceivedRequest): Answer {
    if (request.url.pathname.startsWith('/stand-in/')) return this.#steer(request);
    const accountSid = MESSAGES_PATH.exec(request.url.pathname)?.[1];
    if (accountSid === undefined) return refusal(404, 20404);
    const authToken = readToken(request, accountSid);
    const known =
      this.#login === null || (this.#login?.accountSid === accountSid && this.#login.authToken === authToken);
    if (authToken === null || !known) return refusal(401, 20003);
    if (request.method === 'GET') return this.#list(accountSid, request.url.searchParams);
    return this.#create(accountSid, authToken, new URLSearchParams(request.rawBody.toString('utf8')));
  }

  planReceipts(plan: ReceiptPlan | null): void {
    this.#plan = plan && receiptPlan.parse(plan);
  }

  async receiptsDone(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  reset(): void {
    this.messages.length = 0;
    Object.assign(this.counters, {
      requests: 0,
      accepted: 0,
      refused: 0,
      receiptsSent: 0,
      receiptsFailed: 0,
    });
    this.#plan = null;
    this.script({});
  }

  #steer(request: ReceivedRequest): Answer {
    const input = parseJson(request.rawBody.toString('utf8'));
    const done = { status: 200, body: '{}' };
    switch (`${request.method} ${request.url.pathname}`) {
      case 'GET /stand-in/log':
        return { status: 200, body: JSON.stringify({ counters: this.counters, messages: this.messages }) };
      case 'POST /stand-in/faults':
        this.script(faultScript.parse(input));
        return done;
      case 'POST /stand-in/receipts':
        this.planReceipts(receiptPlan.nullable().parse(input));
        return done;
      case 'POST /stand-in/reset':
        this.reset();
        return done;
      default:
        return { status: 404, body: '{}' };
    }
  }

  #create(accountSid: string, authToken: string, form: URLSearchParams): Answer {
    const to = form.get('To') ?? '';
    const from = form.get('From') ?? '';
    const body = form.get('Body') ?? '';
    const code = REFUSED_TO[to] ?? REFUSED_FROM[from] ?? missing(to, from, body);
    if (code !== null) {
      this.counters.refused += 1;
      return refusal(400, code);
    }
    const message: StandInMessage = {
      sid: `SM${randomBytes(16).toString('hex')}`,
      accountSid,
      from,
      to,
      body,
      statusCallback: form.get('StatusCallback'),
      status: 'queued',
      createdAt: new Date().toISOString(),
    };
    this.messages.push(message);
    this.counters.accepted += 1;
    this.#track(this.#sendReceipts(message, authToken));
    return { status: 201, headers: JSON_HEADERS, body: JSON.stringify(toResource(message)) };
  }

  #list(accountSid: string, query: URLSearchParams): Answer {
    const to = query.get('To');
    const from = query.get('From');
    const since = query.get('DateSent>');
    const found = this.messages.filter(
      (message) =>
        message.accountSid === accountSid &&
        (to === null || message.to === to) &&
        (from === null || message.from === from) &&
        (since === null || Date.parse(message.createdAt) >= Date.parse(since)),
    );
    const pageSize = Number(query.get('PageSize') ?? 50);
    const messages = found.reverse().slice(0, pageSize).map(toResource);
    return {
      status: 200,
      headers: JSON_HEADERS,
      body: JSON.stringify({ messages, next_page_uri: null, page: 0 }),
    };
  }

  #track(work: Promise<void>): void {
    this.#underWay.add(work);
    void work.finally(() => this.#underWay.delete(work));
  }

  async #sendReceipts(message: StandInMessage, authToken: string): Promise<void> {
    const plan = this.#plan;
    for (const { status, errorCode } of plan?.statuses ?? []) {
      await wait(plan?.delayMs);
      message.status = status;
      if (message.statusCallback === null) continue;
      const params = twilioReceiptParams({ ...message, messageSid: message.sid, status, errorCode });
      const { url, headers, body } = signTwilioWebhook(authToken, message.statusCallback, params);
      const exchange = await httpExchange({ method: 'POST', url, headers, body }, CARRIER_LIMITS);
      this.counters.receiptsSent += 1;
      if (exchange.reached !== 'answer' || exchange.status >= 300) this.counters.receiptsFailed += 1;
    }
  }
}

const JSON_HEADERS = { 'content-type': 'application/json' };

function missing(to: string, from: string, body: string): number | null {
  if (to === '') return 21604;
  if (from === '') return 21603;
  return body === '' ? 21602 : null;
}

function refusal(status: number, code: number): Answer {
  const body = {
    code,
    message: 'Refused by the stand-in',
    more_info: `https://www.twilio.com/docs/errors/${code}`,
    status,
  };
  return { status, headers: JSON_HEADERS, body: JSON.stringify(body) };
}

function toResource(message: StandInMessage) {
  return {
    sid: message.sid,
    account_sid: message.accountSid,
    from: message.from,
    to: message.to,
    body: message.body,
    status: message.status,
    direction: 'outbound-api',
    num_segments: '1',
    num_media: '0',
    date_created: new Date(message.createdAt).toUTCString(),
    date_sent: null,
    error_code: null,
    error_message: null,
    uri: `/2010-04-01/Accounts/${message.accountSid}/Messages/${message.sid}.json`,
  };
}

/** The password of a Basic login whose user is this account; null for any other. */
function readToken(request: ReceivedRequest, accountSid: string): string | null {
  const [scheme, encoded = ''] = (request.headers.authorization ?? '').split(' ');
  const login = Buffer.from(encoded, 'base64').toString('utf8');
  return scheme === 'Basic' && login.startsWith(`${accountSid}:`) ? login.slice(accountSid.length + 1) : null;
}
