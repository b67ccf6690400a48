import * as z from 'zod';
import { countryField, idField, nameField, textField } from '../input-fields';
import { CONVERSATION_PAGE, INBOX_VIEWS, LIST_TABS, tabsOf } from './views';

/** `country` is the default country that the form shows: what a number without "+" is read with. */
export const createConversationInput = z.strictObject({
  serviceId: idField,
  to: textField(40),
  country: countryField,
});
export type CreateConversationInput = z.output<typeof createConversationInput>;

/** To a customer from one's own office number (item 29). */
export const createDirectInput = z.strictObject({ to: textField(40), country: countryField });
export type CreateDirectInput = z.output<typeof createDirectInput>;

/** `tab` left out: the latest. */
export const listConversationsInput = z
  .strictObject({
    view: z.enum(INBOX_VIEWS),
    tab: z.enum(LIST_TABS).optional(),
    serviceId: idField.optional(),
    labelId: idField.optional(),
    cursor: textField(200).optional(),
    limit: z.int().min(1).max(100).default(CONVERSATION_PAGE),
  })
  .refine(({ view, tab = 'latest', labelId = null }) => tabsOf(view, labelId).includes(tab), {
    path: ['tab'],
    message: 'This list has no such tab.',
  });
export type ListConversationsInput = z.output<typeof listConversationsInput>;

export const conversationInput = z.strictObject({ conversationId: idField });

export const markReadInput = z.strictObject({ conversationId: idField, seq: z.int().min(0) });
export type MarkReadInput = z.output<typeof markReadInput>;

/** Marks the message and what follows as unread. */
export const markUnreadInput = z.strictObject({ conversationId: idField, seq: z.int().min(1) });
export type MarkUnreadInput = z.output<typeof markUnreadInput>;

/** `assigneeId` null gives the conversation back to everybody; `leave`: the actor goes out of it then. */
export const assignConversationInput = z.strictObject({
  conversationId: idField,
  assigneeId: idField.nullable(),
  leave: z.boolean().optional(),
});
export type AssignConversationInput = z.output<typeof assignConversationInput>;

/** Users of the organization; there is no way to name anybody else (item 61). */
export const addParticipantsInput = z.strictObject({
  conversationId: idField,
  userIds: z.array(idField).min(1).max(50),
});
export type AddParticipantsInput = z.output<typeof addParticipantsInput>;

/** `userId` the actor's own: leaves. */
export const removeParticipantInput = z.strictObject({ conversationId: idField, userId: idField });
export type RemoveParticipantInput = z.output<typeof removeParticipantInput>;

export const muteConversationInput = z.strictObject({ conversationId: idField, muted: z.boolean() });
export type MuteConversationInput = z.output<typeof muteConversationInput>;

/** `title` null: the customer's name or number again. */
export const renameConversationInput = z.strictObject({
  conversationId: idField,
  title: nameField(80).nullable(),
});
export type RenameConversationInput = z.output<typeof renameConversationInput>;

/** `until` (ISO 8601) for `snoozed` only; null = until the customer writes. */
export const setConversationStateInput = z.discriminatedUnion('state', [
  z.strictObject({ conversationId: idField, state: z.enum(['open', 'done']) }),
  z.strictObject({
    conversationId: idField,
    state: z.literal('snoozed'),
    until: z.iso.datetime().nullable(),
  }),
]);
export type SetConversationStateInput = z.output<typeof setConversationStateInput>;

/** More labels on one conversation say nothing any more. */
const LABELS_ON_ONE = 20;
export const setLabelsInput = z.strictObject({
  conversationId: idField,
  labelIds: z.array(idField).max(LABELS_ON_ONE),
});
export type SetLabelsInput = z.output<typeof setLabelsInput>;

export const blockCustomerInput = z.strictObject({ conversationId: idField, blocked: z.boolean() });
export type BlockCustomerInput = z.output<typeof blockCustomerInput>;
