import * as z from 'zod';
import { idField, newIdField, textField } from '../input-fields';
import type { NumberKind } from '../numbers/number';
import type { Role } from '../users/roles';

const CONSENT_KINDS = ['opted_out', 'opted_in', 'consent_given'] as const;
export type ConsentKind = (typeof CONSENT_KINDS)[number];

/** `keyword`: the customer's own STOP or START; `carrier`: it refused because they had opted out with it. */
export type ConsentSource = 'keyword' | 'carrier' | 'agent' | 'import';

/** One line of what a customer said about being texted, and how we know. Times are ISO 8601. */
export interface ConsentEntry {
  id: string;
  at: string;
  kind: ConsentKind;
  source: ConsentSource;
  /** Our number that it was said to; null = it holds for all. */
  e164: string | null;
  recordedById: string | null;
  /** In a person's words; empty when a message is the evidence. */
  evidence: string;
  /** The message that said so, where it stands in this conversation. */
  messageSeq: number | null;
}

/** Something that a customer said elsewhere: on the telephone, on paper, in the shop. */
export const recordConsentInput = z.strictObject({
  id: newIdField,
  conversationId: idField,
  kind: z.enum(CONSENT_KINDS),
  /** Where and how it was said; without it nobody could show it later. */
  evidence: textField(500).trim().min(1, 'Say where and how the customer said so.'),
});
export type RecordConsentInput = z.output<typeof recordConsentInput>;

interface Facts {
  role: Role | null;
  numberKind: NumberKind;
  /** How the customer came to be opted out; null when they are not. */
  optedOutBy: ConsentSource | null;
}

/**
 * Why an opt-out cannot be lifted by hand, or null when it can. The customer's own word weighs more than ours: a
 * supervisor answers for going against it, and on toll-free numbers the network holds it (domain facts, 3.1).
 */
export function whyNotOptIn({
  role,
  numberKind,
  optedOutBy,
}: Facts): { reason: string; message: string } | null {
  const own = optedOutBy === 'keyword' || optedOutBy === 'carrier';
  if (!own) return null;
  if (numberKind === 'toll_free') {
    return {
      reason: 'network_holds_opt_out',
      message: 'On toll-free numbers only the customer can end an opt-out, by texting START.',
    };
  }
  return role === 'agent'
    ? {
        reason: 'supervisor_needed',
        message: 'The customer opted out themselves. A supervisor can record that they want texts again.',
      }
    : null;
}
