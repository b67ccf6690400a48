import { z } from 'zod';
import { carrierFilesOf } from '@/server/domain/media/carrier-files';
import { type Carrier, MalformedWebhook, type WebhookRequest } from '../carrier';
import { type AnswerDialect, classifyExchange } from '../classify-exchange';
import { CARRIER_LIMITS, type HttpLimits, httpExchange } from '../http-exchange';
import { parseJson } from '../parse-json';
import {
  type SimulatorSend,
  simulatorAcceptance,
  simulatorInbound,
  simulatorReceipt,
  simulatorRefusal,
} from './protocol';
import { isSignedBySimulator, signSimulatorBody } from './sign';

export const simulatorCredentials = z.strictObject({
  secret: z.string().min(8).max(256),
  apiBaseUrl: z.url({ protocol: /^https?$/ }),
});
export type SimulatorCredentials = z.output<typeof simulatorCredentials>;

interface Settings {
  limits?: HttpLimits;
  /** The clock by which signatures are made and judged. */
  now?: () => Date;
}

/** A carrier whose network are virtual handsets. It goes through the same doors as a real one. */
export function createSimulatorCarrier(settings: Settings = {}): Carrier<SimulatorCredentials> {
  const { limits = CARRIER_LIMITS, now = () => new Date() } = settings;
  return {
    kind: 'simulator',
    files: carrierFilesOf('simulator'),
    credentials: simulatorCredentials,
    acknowledgement: { contentType: 'application/json', body: '{}' },
    findSent: null,

    async send({ secret, apiBaseUrl }, { messageId, from, to, text, media, statusUrl }) {
      const body = JSON.stringify({ messageId, from, to, text, media, statusUrl } satisfies SimulatorSend);
      const headers = { 'content-type': 'application/json', ...signSimulatorBody(secret, body, now()) };
      const url = `${apiBaseUrl.replace(/\/+$/, '')}/messages`;
      return classifyExchange(await httpExchange({ method: 'POST', url, headers, body }, limits), DIALECT);
    },

    verifyWebhook: ({ secret }, request) => isSignedBySimulator(secret, request, now()),

    mediaAccess: ({ apiBaseUrl }) => ({ origins: [new URL(apiBaseUrl).origin], headers: {} }),

    parseInbound(request) {
      const { id, from, to, text, media, sentAt } = parseBody(simulatorInbound, request);
      return { providerMessageId: id, from, to, text, segments: null, media, sentAt: new Date(sentAt) };
    },

    parseReceipt(request) {
      const { id, messageId, status, fault, code } = parseBody(simulatorReceipt, request);
      const failed = status === 'undelivered' || status === 'failed';
      return {
        providerMessageId: id,
        messageId,
        status,
        fault: failed ? (fault ?? 'carrier_error') : null,
        carrierCode: code ?? null,
      };
    },
  };
}

export const simulatorCarrier = createSimulatorCarrier();

const DIALECT: AnswerDialect = {
  readAcceptance(body) {
    const acceptance = simulatorAcceptance.safeParse(parseJson(body));
    return acceptance.success ? { providerMessageId: acceptance.data.id, segments: null } : null;
  },

  readRefusal(status, body) {
    const detail = `HTTP ${status}`;
    const refusal = simulatorRefusal.safeParse(parseJson(body));
    if (refusal.success) return { kind: 'rejected', fault: refusal.data.fault, carrierCode: null, detail };
    if (status === 401 || status === 403) return { kind: 'unauthorized', detail };
    return { kind: 'rejected', fault: 'carrier_error', carrierCode: null, detail };
  },
};

function parseBody<T>(schema: z.ZodType<T>, request: WebhookRequest): T {
  const body = schema.safeParse(parseJson(request.rawBody.toString('utf8')));
  if (!body.success) throw new MalformedWebhook('The body is not what the simulated carrier sends');
  return body.data;
}
