import { z } from 'zod';
import type { SentRecord } from '../carrier';
import type { HttpLimits } from '../http-exchange';
import { parseJson } from '../parse-json';
import type { TwilioCredentials } from './credentials';
import { toReceiptStatus } from './message-status';
import { callTwilio } from './rest-client';

/** How far Twilio's clock and ours may be apart, and how long a request may have been under way. */
const WINDOW_MS = 2 * 60_000;
const PAGE_SIZE = 50;
/** 50 messages of 1,600 characters, each written as six bytes (\uXXXX), and what surrounds them. */
const MAX_LIST_BYTES = 1024 * 1024;

/**
 * Our messages from one number to another that Twilio made within two minutes of `around`, newest
 * first. Twilio keeps no word of ours, so the caller compares the text, and adopts a record only when
 * it is the only one. Throws when the list cannot be read: that must never look like "nothing found".
 * Source: https://www.twilio.com/docs/messaging/api/message-resource, "Read multiple Message resources".
 */
export async function findSentOnTwilio(
  credentials: TwilioCredentials,
  query: { from: string; to: string; around: Date },
  limits: HttpLimits,
): Promise<SentRecord[]> {
  const exchange = await callTwilio(credentials, { ...limits, maxAnswerBytes: MAX_LIST_BYTES }, (client) =>
    client.messages.page({
      from: query.from,
      to: query.to,
      dateSentAfter: startOfUtcDay(new Date(query.around.getTime() - WINDOW_MS)),
      pageSize: PAGE_SIZE,
    }),
  );
  if (exchange.reached !== 'answer') throw new Error(`Twilio's list could not be read: ${exchange.detail}`);
  if (exchange.status !== 200) throw new Error(`Twilio's list could not be read: HTTP ${exchange.status}`);
  const page = messagePage.safeParse(parseJson(exchange.body));
  if (!page.success) throw new Error("Twilio's list is not what Twilio documents");
  return page.data.messages.flatMap((message) => toRecord(message, query.around));
}

const listedMessage = z.object({
  sid: z.string(),
  from: z.string().nullable(),
  to: z.string(),
  body: z.string(),
  num_media: z.coerce.number().int().min(0),
  status: z.string(),
  date_created: z.string(),
});
const messagePage = z.object({ messages: z.array(listedMessage) });

function toRecord(message: z.output<typeof listedMessage>, around: Date): SentRecord[] {
  const status = toReceiptStatus(message.status); // null: an inbound message between the same two numbers
  const createdAt = new Date(message.date_created);
  const near = Math.abs(createdAt.getTime() - around.getTime()) <= WINDOW_MS;
  if (status === null || message.from === null || !near) return [];
  const { sid: providerMessageId, from, to, body: text } = message;
  return [{ providerMessageId, from, to, text, mediaCount: message.num_media, createdAt, status }];
}

/** Twilio documents its filter by day, so a finer one could leave out what we look for. */
function startOfUtcDay(time: Date): Date {
  return new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth(), time.getUTCDate()));
}
