import { randomBytes } from 'node:crypto';
import { parseJson } from '../../parse-json';
import {
  type Answer,
  type AnswerWithFile,
  type FaultScript,
  faultScript,
  type ReceivedRequest,
  startMisbehavingServer,
} from '../../testing/misbehaving-server';
import { type ReceiptPlan, ReceiptSender, receiptPlan } from './receipt-sender';
import { fetchMedia, StandInMedia } from './stand-in-media';
import { json, readToken, refusal, refusalCode, type StandInMessage, toResource } from './twilio-answers';

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
  /** In the order of acceptance. */
  readonly messages: readonly StandInMessage[];
  counters(): StandInCounters;
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

const MESSAGES_PATH = /^\/2010-04-01\/Accounts\/(AC[0-9a-fA-F]{32})\/Messages\.json$/;

/**
 * A server that answers like the Messages part of Twilio's API and can be told to misbehave. Another
 * process steers it under `/stand-in`: GET log; POST faults, receipts, media (a customer's file), reset.
 */
export async function startTwilioStandIn({ port, login }: Options = {}): Promise<TwilioStandIn> {
  const messages: StandInMessage[] = [];
  const receipts = new ReceiptSender();
  const media = new StandInMedia();
  let requests = 0;
  let refused = 0;

  const server = await startMisbehavingServer(
    (request) => (request.url.pathname.startsWith('/stand-in/') ? steer(request) : serveApi(request)),
    {
      port,
      mayMisbehave(method, path) {
        const creates = method === 'POST' && MESSAGES_PATH.test(path);
        if (creates) requests += 1;
        return creates;
      },
    },
  );

  function serveApi(request: ReceivedRequest): AnswerWithFile {
    const accountSid = MESSAGES_PATH.exec(request.url.pathname)?.[1];
    if (accountSid === undefined) return media.answer(request);
    const authToken = readToken(request, accountSid);
    const known = !login || (login.accountSid === accountSid && login.authToken === authToken);
    if (authToken === null || !known) return refusal(401, 20003);
    if (request.method === 'GET') return list(messages, accountSid, request.url.searchParams);

    const form = new URLSearchParams(request.rawBody.toString('utf8'));
    const message = newMessage(accountSid, form);
    const code = refusalCode(message);
    if (code !== null) {
      refused += 1;
      return refusal(400, code);
    }
    messages.push(message);
    for (const url of message.mediaUrls) void fetchMedia(url).then((file) => message.media.push(file));
    receipts.start(message, authToken);
    return json(201, toResource(message));
  }

  function steer(request: ReceivedRequest): Answer {
    const input = parseJson(request.rawBody.toString('utf8'));
    switch (`${request.method} ${request.url.pathname}`) {
      case 'GET /stand-in/log':
        return json(200, { counters: standIn.counters(), messages });
      case 'POST /stand-in/faults':
        server.script(faultScript.parse(input));
        return json(200, {});
      case 'POST /stand-in/receipts':
        receipts.follow(receiptPlan.nullable().parse(input));
        return json(200, {});
      case 'POST /stand-in/media':
        return json(200, { name: media.keep(request.rawBody) });
      case 'POST /stand-in/reset':
        standIn.reset();
        return json(200, {});
      default:
        return json(404, {});
    }
  }

  const standIn: TwilioStandIn = {
    baseUrl: server.baseUrl,
    port: server.port,
    messages,
    counters: () => ({
      requests,
      accepted: messages.length,
      refused,
      receiptsSent: receipts.sent,
      receiptsFailed: receipts.failed,
    }),
    script: server.script,
    sendReceipts: (plan) => receipts.follow(plan),
    receiptsDone: () => receipts.done(),
    reset() {
      messages.length = 0;
      requests = 0;
      refused = 0;
      receipts.sent = 0;
      receipts.failed = 0;
      receipts.follow(null);
      server.script({});
    },
    async close() {
      await server.close();
      await receipts.done();
    },
  };
  return standIn;
}

function newMessage(accountSid: string, form: URLSearchParams): StandInMessage {
  const mediaUrls = form.getAll('MediaUrl');
  return {
    sid: `${mediaUrls.length > 0 ? 'MM' : 'SM'}${randomBytes(16).toString('hex')}`,
    accountSid,
    from: form.get('From') ?? '',
    to: form.get('To') ?? '',
    body: form.get('Body') ?? '',
    mediaUrls,
    media: [],
    statusCallback: form.get('StatusCallback'),
    status: 'queued',
    createdAt: new Date().toISOString(),
  };
}

/** Newest first, filtered as Twilio does. */
function list(messages: readonly StandInMessage[], accountSid: string, query: URLSearchParams): Answer {
  const to = query.get('To');
  const from = query.get('From');
  const since = query.get('DateSent>');
  const found = messages.filter(
    (message) =>
      message.accountSid === accountSid &&
      (to === null || message.to === to) &&
      (from === null || message.from === from) &&
      (since === null || Date.parse(message.createdAt) >= Date.parse(since)),
  );
  const page = found.reverse().slice(0, Number(query.get('PageSize') ?? 50));
  return json(200, { messages: page.map(toResource), next_page_uri: null, page: 0 });
}
