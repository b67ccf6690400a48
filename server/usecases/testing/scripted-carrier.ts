import * as z from 'zod';
import type { Carrier, OutboundMessage, SendOutcome } from '@/server/carriers/carrier';
import { carrierFilesOf } from '@/server/domain/media/carrier-files';
import { claimDue } from '@/server/outbox/claim-due';
import { type DeliveryTools, deliverMessage } from '../messages/deliver-message';
import type { House } from './house';

/** What the carrier answers: always the same, or by the message it is given. */
export type Script = SendOutcome | ((messageId: string) => SendOutcome | Promise<SendOutcome>);

/** A carrier that answers as it is told and remembers what it was given, with the tools to deliver by it. */
export function scriptedCarrier({ box }: Pick<House, 'box'>, script: Script) {
  const handed: string[] = [];
  const given: OutboundMessage[] = [];
  const notAsked = () => {
    throw new Error('a scripted carrier has no webhooks');
  };
  const carrier: Carrier = {
    files: carrierFilesOf('scripted'),
    kind: 'scripted',
    credentials: z.unknown(),
    acknowledgement: { contentType: 'text/plain', body: '' },
    findSent: null,
    send: async (_credentials, message) => {
      const { messageId } = message;
      handed.push(messageId);
      given.push(message);
      return typeof script === 'function' ? script(messageId) : script;
    },
    verifyWebhook: () => false,
    parseInbound: notAsked,
    parseReceipt: notAsked,
    mediaAccess: () => ({ origins: [], headers: {} }),
  };
  const tools: DeliveryTools = {
    box,
    openConnection: () => ({ carrier, credentials: null }),
    statusUrl: () => 'http://localhost/status',
    mediaUrl: (organizationId, fileId, messageId) =>
      `http://localhost/media/${organizationId}/${fileId}/${messageId}`,
    pause: async () => undefined,
  };
  return { handed, given, tools };
}

/** The carrier's yes, with an id that follows from ours. */
export function accepted(messageId: string): SendOutcome {
  return { kind: 'accepted', providerMessageId: `SM-${messageId}`, segments: 1 };
}

/** Hands over what is due in the house's database. @returns the ids that the carrier was given */
export async function handOver(home: House, script: Script): Promise<string[]> {
  const { tools, handed } = scriptedCarrier(home, script);
  for (const claim of await claimDue(home.database, 20)) await deliverMessage(tools, claim);
  return handed;
}
