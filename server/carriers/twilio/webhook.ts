// Only the signature functions: loading the SDK's REST part would cost the web process half a second.
import { validateRequest, validateRequestWithBody } from 'twilio/lib/webhooks/webhooks.js';
import { z } from 'zod';
import { type InboundMessage, MalformedWebhook, type Receipt, type WebhookRequest } from '../carrier';
import type { TwilioCredentials } from './credentials';
import { faultOfCode } from './error-codes';
import { toReceiptStatus } from './message-status';

/**
 * Checks X-Twilio-Signature: HMAC-SHA1 by the auth token over the exact address and all form
 * parameters (https://www.twilio.com/docs/usage/security). A JSON body is signed by its SHA-256 in the
 * address. The comparison is constant time. There is no timestamp in it: a replay verifies, and is
 * harmless only because every effect is keyed by MessageSid.
 */
export function verifyTwilioWebhook(credentials: TwilioCredentials, request: WebhookRequest): boolean {
  const signature = request.headers['x-twilio-signature'];
  if (signature === undefined || !URL.canParse(request.url)) return false;
  if (new URL(request.url).searchParams.has('bodySHA256')) {
    const body = request.rawBody.toString('utf8');
    return validateRequestWithBody(credentials.authToken, signature, request.url, body);
  }
  const params = Object.fromEntries(
    [...readForm(request)].map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  );
  return validateRequest(credentials.authToken, signature, request.url, params);
}

/** Source: https://www.twilio.com/docs/messaging/guides/webhook-request. Unknown parameters are ignored. */
export function parseTwilioInbound(request: WebhookRequest): InboundMessage {
  const form = readForm(request);
  // A status callback at the inbound address would otherwise become an empty message from ourselves.
  if (form.has('MessageStatus')) throw new MalformedWebhook('This is a status callback, not a message');
  return {
    providerMessageId: required(form, 'MessageSid', MESSAGE_SID),
    from: required(form, 'From', PARTY),
    to: required(form, 'To', PARTY),
    text: single(form, 'Body') ?? '',
    segments: count(form, 'NumSegments'),
    media: readMedia(form),
    sentAt: null,
  };
}

/** Source: https://www.twilio.com/docs/messaging/guides/track-outbound-message-status. */
export function parseTwilioReceipt(request: WebhookRequest): Receipt {
  const form = readForm(request);
  const twilioStatus = required(form, 'MessageStatus', z.string().min(1));
  const status = toReceiptStatus(twilioStatus);
  if (status === null) throw new MalformedWebhook('MessageStatus is not one that Twilio documents');
  const code = count(form, 'ErrorCode');
  const carrierCode = code === null || code === 0 ? null : code;
  const failed = status === 'undelivered' || status === 'failed';
  return {
    providerMessageId: required(form, 'MessageSid', MESSAGE_SID),
    messageId: readOwnId(request.url),
    status,
    fault: failed ? receiptFault(twilioStatus, carrierCode) : null,
    carrierCode: carrierCode === null ? null : String(carrierCode),
  };
}

type Form = ReadonlyMap<string, string[]>;

const MESSAGE_SID = z.string().regex(/^(SM|MM)[0-9a-fA-F]{32}$/);
const PARTY = z.string().min(1).max(100);
/** Twilio documents at most 10 files for one message. */
const MAX_MEDIA = 10;

function receiptFault(twilioStatus: string, code: number | null) {
  return twilioStatus === 'canceled' ? 'canceled' : (faultOfCode(code) ?? 'carrier_error');
}

/** Repeated names and empty values are kept: they are part of what was signed. */
function readForm(request: WebhookRequest): Form {
  const form = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(request.rawBody.toString('utf8'))) {
    const values = form.get(name);
    if (values) values.push(value);
    else form.set(name, [value]);
  }
  return form;
}

/**
 * The one value of a parameter. Two different values are refused, not chosen from: the signature sorts
 * repeated values, so it would hold for either order.
 */
function single(form: Form, name: string): string | null {
  const values = new Set(form.get(name));
  if (values.size > 1) throw new MalformedWebhook(`${name} is given more than once`);
  const [value] = values;
  return value ?? null;
}

function required(form: Form, name: string, schema: z.ZodType<string>): string {
  const value = schema.safeParse(single(form, name));
  if (!value.success) throw new MalformedWebhook(`${name} is missing or not what Twilio documents`);
  return value.data;
}

function count(form: Form, name: string): number | null {
  const value = single(form, name);
  return value !== null && /^\d{1,9}$/.test(value) ? Number(value) : null;
}

/**
 * All files that were counted or are named: a count that lies loses none. One without an address is announced, too; it
 * cannot be fetched and the thread says so, which is no reason to hold the text back.
 */
function readMedia(form: Form): InboundMessage['media'] {
  const counted = count(form, 'NumMedia') ?? 0;
  const media: InboundMessage['media'] = [];
  for (let index = 0; index < MAX_MEDIA; index += 1) {
    const url = single(form, `MediaUrl${index}`) ?? '';
    if (url === '' && index >= counted) continue;
    media.push({ url, contentType: single(form, `MediaContentType${index}`) || 'application/octet-stream' });
  }
  return media;
}

/** Our message id from `?m=` of the address that we gave Twilio with the message. */
function readOwnId(url: string): string | null {
  const values = URL.canParse(url) ? new URL(url).searchParams.getAll('m') : [];
  const id = z.uuid().safeParse(values.length === 1 ? values[0] : null);
  return id.success ? id.data : null;
}
