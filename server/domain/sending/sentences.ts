import type { SendFault } from './send-fault';

/**
 * Everything that is said about sending, in one place: for the composer, for the API and for bulk.
 * `{name}` is filled in. Short, concrete, about the customer and the message (look: "Words").
 */

/** Who can change it. */
export type Fixer = 'agent' | 'supervisor' | 'admin' | 'customer';

interface ReasonSentence {
  message: string;
  fix: { who: Fixer; where: string };
}

/** Why a message may not be sent. */
export const REASONS = {
  user_inactive: {
    message: 'Your account is switched off.',
    fix: { who: 'admin', where: 'An admin can switch it on again.' },
  },
  licence_too_low: {
    message: 'Texting needs a Business or Premium licence.',
    fix: { who: 'admin', where: 'An admin can change your licence.' },
  },
  region_unsupported: {
    message: 'Two-way texting is not offered in your organization’s region ({region}).',
    fix: { who: 'admin', where: 'An admin can check the region of the organization.' },
  },
  version_too_low: {
    message: 'This needs platform version {needed} or later. Yours is {current}.',
    fix: { who: 'admin', where: 'An admin can have the platform updated.' },
  },
  number_inactive: {
    message: 'Our number in this conversation is no longer in use, so it can only be read.',
    fix: { who: 'admin', where: 'An admin can bring the number back.' },
  },
  conversation_retired: {
    message: 'Our number has gone to another Service, so this conversation can only be read.',
    fix: { who: 'agent', where: 'Continue from the Service’s current number.' },
  },
  connection_paused: {
    message: 'Sending from our number is paused.',
    fix: { who: 'admin', where: 'An admin can check the connection to the carrier.' },
  },
  toll_free_unverified: {
    message: 'Our toll-free number is not verified yet, and carriers stop its texts until it is.',
    fix: { who: 'admin', where: 'An admin can finish the verification.' },
  },
  not_replyable: {
    message: 'This sender cannot receive replies.',
    fix: { who: 'agent', where: 'Reach them another way.' },
  },
  opted_out: {
    message: 'The customer has opted out.',
    fix: { who: 'customer', where: 'They can text START to hear from you again.' },
  },
  blocked: {
    message: 'This customer is blocked.',
    fix: { who: 'agent', where: 'Unblock the customer in the menu of the conversation.' },
  },
  bad_characters: {
    message: 'This text holds a character that cannot be sent.',
    fix: { who: 'agent', where: 'Type the last change again, or paste it as plain text.' },
  },
  empty: {
    message: 'There is nothing to send yet.',
    fix: { who: 'agent', where: 'Write a message first.' },
  },
  too_long: {
    message: 'Too long by {over}: the limit is {limit} characters.',
    fix: { who: 'agent', where: 'Shorten it, or send it as two messages.' },
  },
  files_in_direct_chat: {
    message: 'Files cannot be sent in direct chats.',
    fix: { who: 'agent', where: 'Write from a conversation of a Service.' },
  },
  files_from_other_country: {
    message: 'Files can only be sent from numbers of the US and Canada.',
    fix: { who: 'admin', where: 'An admin can give the Service such a number.' },
  },
  files_in_other_region: {
    message: 'Files can only be sent by organizations of the US and Canada (+1). Yours is {region}.',
    fix: { who: 'admin', where: 'An admin can check the region of the organization.' },
  },
  no_file_fits: {
    message: 'None of these files fits into an MMS.',
    fix: { who: 'agent', where: 'Shrink or remove them.' },
  },
  text_file_too_long: {
    message: '“{name}” would become more than {most} texts.',
    fix: { who: 'agent', where: 'Send it as a PDF.' },
  },
  unresolved_variable: {
    message: 'Nothing is known for “{name}”.',
    fix: { who: 'agent', where: 'Write it yourself in place of the variable.' },
  },
} as const satisfies Record<string, ReasonSentence>;
export type ReasonCode = keyof typeof REASONS;

/** What a message may be sent with, but the agent should know. */
export const WARNINGS = {
  link_may_be_filtered: 'Carriers in {country} often hold back texts with links.',
  short_link_may_be_filtered: 'Carriers often hold back shortened links. The full address is safer.',
  unicode_costs_more:
    'Special characters make this {segments} segments instead of {instead}. Plain ones read the same.',
} as const;
export type WarningCode = keyof typeof WARNINGS;

/** Why a message did not go, and what to do about it. */
export const FAULTS: Readonly<Record<SendFault, { message: string; advice: string }>> = {
  invalid_number: {
    message: 'There is no such number.',
    advice: 'Check the digits with the customer.',
  },
  landline: {
    message: 'This is a landline, and landlines cannot receive texts.',
    advice: 'Call, or ask for a mobile number.',
  },
  unreachable: {
    message: 'The phone could not be reached.',
    advice: 'It may be off or out of signal. Try again later.',
  },
  opted_out: {
    message: 'The customer has opted out.',
    advice: 'They can text START to hear from you again.',
  },
  blocked_by_us: {
    message: 'This customer is blocked.',
    advice: 'Unblock the customer in the menu of the conversation.',
  },
  filtered: {
    message: 'The carrier held this back as spam.',
    advice: 'Reword it, leave out links, and send it again.',
  },
  region_not_allowed: {
    message: 'Our carrier account may not text this country.',
    advice: 'An admin can have the country opened by the carrier.',
  },
  sender_not_capable: {
    message: 'Our number cannot send texts.',
    advice: 'An admin can have texting switched on by the carrier.',
  },
  sender_not_registered: {
    message: 'Our number is not registered for texting yet.',
    advice: 'An admin can finish its registration with the carrier.',
  },
  not_routable: {
    message: 'The carrier knows no way to this number.',
    advice: 'Check the number, or reach the customer another way.',
  },
  content_refused: {
    message: 'The carrier does not accept this text.',
    advice: 'Shorten or reword it, and send it again.',
  },
  account_problem: {
    message: 'The carrier does not accept our account at the moment.',
    advice: 'An admin can check the connection to the carrier.',
  },
  expired: {
    message: 'This could not be sent in time.',
    advice: 'Send it again if it still matters.',
  },
  canceled: {
    message: 'This was canceled before it was sent.',
    advice: 'Send it again if it still matters.',
  },
  carrier_error: {
    message: 'We could not deliver this message.',
    advice: 'Try again in a while.',
  },
};
