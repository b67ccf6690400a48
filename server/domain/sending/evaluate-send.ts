import type { ConversationKind } from '../conversations/conversation';
import { carrierFilesOf } from '../media/carrier-files';
import { MAX_TEXT_PIECES } from '../media/text-pieces';
import { countSegments, type SegmentCount } from '../messages/segments';
import { isBlank, isStorable, MESSAGE_LIMIT, normaliseText } from '../messages/text';
import { transliterate } from '../messages/transliterate';
import type { NumberKind } from '../numbers/number';
import { unresolvedVariables } from '../snippets/variables';
import { type Licence, licenceSuffices } from '../users/roles';
import { countryFilteringLinks, linkIn } from './links';
import { planSending, type SendFile, type SendPlan } from './plan-sending';
import { type Reason, sayReason, sayWarning, type Warning } from './say';
import { reasonsAgainstTexting } from './service-conversations-blocked';
import { whyNoFiles } from './why-no-files';

/** As much of a variable's name as a sentence shows, in UTF-16 units. */
const SHOWN_NAME = 40;

/** Everything that decides on a send. The composer and the server fill in the same form. */
export interface SendFacts {
  /** As typed; it is judged as normaliseText makes it. */
  text: string;
  /** Files to be sent along, in the sender's order; none when left out. */
  files?: readonly SendFile[];
  /** The person who sends; null when the house does, for whom no licence is asked. */
  sender: { licence: Licence; active: boolean } | null;
  organization: {
    /** ISO 3166-1 alpha-2 of the Language and Region setting. */
    region: string;
    platformVersion: string;
  };
  /** Our number in the conversation. */
  number: {
    e164: string;
    country: string;
    kind: NumberKind;
    status: 'active' | 'removed';
    connectionStatus: 'active' | 'paused';
    tollFreeVerified: boolean;
    /** The longest text its carrier takes, in UTF-16 units (connections/text-limit). */
    textLimit: number;
    /** The kind of its connection: what files it takes goes by that (media/carrier-files). */
    carrier: string;
  };
  conversation: {
    kind: ConversationKind;
    /** E.164, or a sender that cannot be answered. */
    customer: string;
    replyable: boolean;
    optedOut: boolean;
    blocked: boolean;
    /** Its number has gone to another Service. */
    retired: boolean;
  };
}

export interface SendVerdict {
  allowed: boolean;
  /** All that forbid it, the most fundamental first; empty when it is allowed. */
  reasons: Reason[];
  warnings: Warning[];
  /** What the typed text becomes on its way. */
  parts: SegmentCount;
  /** All that is sent, with what of the files is not. */
  plan: SendPlan;
}

/**
 * May this text go, and if not, why, and who can change that? The one place where it is decided: the
 * composer shows it, the server enforces it, bulk and the API return it.
 */
export function evaluateSend(facts: SendFacts): SendVerdict {
  const text = normaliseText(facts.text);
  const parts = countSegments(text);
  const files = facts.files ?? [];
  const plan = planSending(text, files, facts.number.textLimit, carrierFilesOf(facts.number.carrier));
  const reasons = [
    ...aboutSender(facts),
    ...reasonsAgainstTexting(
      facts.conversation.kind === 'service' ? 'serviceConversations' : 'directConversations',
      facts.organization,
    ),
    ...aboutNumber(facts),
    ...aboutCustomer(facts),
    ...(files.length > 0 ? aboutFiles(files, plan, facts) : []),
    ...aboutText(text, files),
  ];
  const allowed = reasons.length === 0;
  return { allowed, reasons, warnings: warningsAbout(text, parts, facts), parts, plan };
}

function aboutSender({ sender }: SendFacts): Reason[] {
  if (sender === null) return [];
  if (!sender.active) return [sayReason('user_inactive')];
  return licenceSuffices(sender.licence) ? [] : [sayReason('licence_too_low')];
}

function aboutNumber({ number }: SendFacts): Reason[] {
  if (number.status === 'removed') return [sayReason('number_inactive')];
  const reasons: Reason[] = [];
  if (number.connectionStatus === 'paused') reasons.push(sayReason('connection_paused'));
  // Carriers in the US and Canada stop all traffic of unverified ones (domain facts, 3.4; item 78).
  if (number.kind === 'toll_free' && !number.tollFreeVerified)
    reasons.push(sayReason('toll_free_unverified'));
  return reasons;
}

function aboutCustomer({ conversation }: SendFacts): Reason[] {
  const reasons: Reason[] = [];
  if (conversation.retired) reasons.push(sayReason('conversation_retired'));
  if (!conversation.replyable) reasons.push(sayReason('not_replyable'));
  if (conversation.optedOut) reasons.push(sayReason('opted_out'));
  if (conversation.blocked) reasons.push(sayReason('blocked'));
  return reasons;
}

function aboutFiles(files: readonly SendFile[], { texts, mms }: SendPlan, facts: SendFacts): Reason[] {
  const impossible = whyNoFiles(facts);
  if (impossible) return [impossible];
  const long = files.find((file) => texts.filter((piece) => piece.file === file).length > MAX_TEXT_PIECES);
  if (long) return [sayReason('text_file_too_long', { name: long.name, most: MAX_TEXT_PIECES })];
  return texts.length === 0 && mms.kept.length === 0 ? [sayReason('no_file_fits')] : [];
}

function aboutText(text: string, files: readonly SendFile[]): Reason[] {
  if (!isStorable(text)) return [sayReason('bad_characters')];
  if (isBlank(text)) return files.length > 0 ? [] : [sayReason('empty')];
  const reasons: Reason[] = [];
  const over = text.length - MESSAGE_LIMIT;
  if (over > 0) reasons.push(sayReason('too_long', { over, limit: MESSAGE_LIMIT }));
  const [unresolved] = unresolvedVariables(text);
  if (unresolved !== undefined)
    reasons.push(sayReason('unresolved_variable', { name: unresolved.slice(0, SHOWN_NAME) }));
  return reasons;
}

function warningsAbout(text: string, parts: SegmentCount, { conversation }: SendFacts): Warning[] {
  const warnings: Warning[] = [];
  const link = linkIn(text);
  const country = link && countryFilteringLinks(conversation.customer);
  if (country) warnings.push(sayWarning('link_may_be_filtered', { country }));
  if (link === 'short') warnings.push(sayWarning('short_link_may_be_filtered'));
  const instead = parts.encoding === 'UCS-2' ? countSegments(transliterate(text)).segments : parts.segments;
  if (instead < parts.segments) {
    warnings.push(sayWarning('unicode_costs_more', { segments: parts.segments, instead }));
  }
  return warnings;
}
