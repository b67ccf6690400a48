import { z } from 'zod';
import type { OutboundMessage, SendOutcome } from '../carrier';
import { type AnswerDialect, classifyExchange } from '../classify-exchange';
import type { HttpLimits } from '../http-exchange';
import { parseJson } from '../parse-json';
import type { TwilioCredentials } from './credentials';
import { faultOfCode, isAccountCode, isWaitCode } from './error-codes';
import { callTwilio } from './rest-client';

/** Source: https://www.twilio.com/docs/messaging/api/message-resource, "Create a Message". */
export async function sendTwilioSms(
  credentials: TwilioCredentials,
  { from, to, text, media, statusUrl }: OutboundMessage,
  limits: HttpLimits,
): Promise<SendOutcome> {
  const exchange = await callTwilio(credentials, limits, (client) =>
    client.messages.create({
      from,
      to,
      statusCallback: statusUrl,
      ...(text === '' ? {} : { body: text }),
      ...(media.length === 0 ? {} : { mediaUrl: media.map(({ url }) => url) }),
    }),
  );
  return classifyExchange(exchange, TWILIO_DIALECT);
}

const acceptedMessage = z.object({
  sid: z.string().regex(/^(SM|MM)[0-9a-fA-F]{32}$/),
  num_segments: z.coerce.number().int().positive().nullable().catch(null),
});
const refusal = z.object({ code: z.number().int() });

/** The wait after a full queue: Twilio drains it at the number's own pace and names no time. */
const FULL_QUEUE_WAIT_MS = 60_000;

/**
 * A 503 is not among the refusals: Twilio documents that it took nothing only for 429
 * (https://www.twilio.com/docs/api/errors/20429), not for 503 (…/20503).
 */
const TWILIO_DIALECT: AnswerDialect = {
  readAcceptance(body) {
    const message = acceptedMessage.safeParse(parseJson(body));
    return message.success
      ? { providerMessageId: message.data.sid, segments: message.data.num_segments }
      : null;
  },

  readRefusal(status, body) {
    const parsed = refusal.safeParse(parseJson(body));
    const code = parsed.success ? parsed.data.code : null;
    const fault = faultOfCode(code);
    // The text of the error is left out: it repeats the customer's number.
    const detail = `HTTP ${status}, ${code === null ? 'no code' : `code ${code}`}`;
    if (isWaitCode(code)) return { kind: 'not_accepted', retryAfterMs: FULL_QUEUE_WAIT_MS, detail };
    // A 403 may speak about this message (a country that is switched off) or about the account.
    const aboutAccount = status === 401 || isAccountCode(code) || (status === 403 && fault === null);
    if (aboutAccount) return { kind: 'unauthorized', detail };
    const carrierCode = code === null ? null : String(code);
    return { kind: 'rejected', fault: fault ?? 'carrier_error', carrierCode, detail };
  },
};
