import { z } from 'zod';
import { SEND_FAULTS } from '@/server/domain/sending/send-fault';
import { RECEIPT_STATUSES } from '../carrier';

/** What Waggle and the simulated carrier say to each other: JSON, signed both ways (sign.ts). */

const providerId = z.string().min(1).max(100);
/** E.164, a short code or an alphanumeric sender. */
const party = z.string().min(1).max(40);

/** What a file calls itself; nobody has looked into it. */
const contentType = z.string().max(100);
const MAX_FILES = 10;

/** POST <apiBaseUrl>/messages: hand over one SMS, or one MMS, whose files the carrier then fetches. */
export const simulatorSend = z.object({
  messageId: z.uuid(),
  from: party,
  to: party,
  text: z.string(),
  media: z
    .array(z.object({ url: z.url().max(2_000), name: z.string().max(200), contentType }))
    .max(MAX_FILES)
    .default([]),
  statusUrl: z.url(),
});
export type SimulatorSend = z.output<typeof simulatorSend>;

/** Its answer 202. */
export const simulatorAcceptance = z.object({ id: providerId });

/** Its answer 4xx: the simulated carrier read the message and does not take it. */
export const simulatorRefusal = z.object({ fault: z.enum(SEND_FAULTS) });

export const simulatorInbound = z.object({
  type: z.literal('inbound'),
  id: providerId,
  from: party,
  to: party,
  text: z.string(),
  media: z
    .array(z.object({ url: z.url().max(10_000), contentType }))
    .max(MAX_FILES)
    .default([]),
  sentAt: z.iso.datetime({ offset: true }),
});
export type SimulatorInbound = z.input<typeof simulatorInbound>;

export const simulatorReceipt = z.object({
  type: z.literal('receipt'),
  id: providerId,
  messageId: z.uuid(),
  status: z.enum(RECEIPT_STATUSES),
  fault: z.enum(SEND_FAULTS).optional(),
  code: z.string().max(40).optional(),
});
export type SimulatorReceipt = z.output<typeof simulatorReceipt>;
