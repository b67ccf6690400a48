import * as z from 'zod';
import { countryField, idField, textField } from '../input-fields';
import { CONVERSATION_PAGE, INBOX_VIEWS } from './views';

/** `country` is the default country that the form shows: what a number without "+" is read with. */
export const createConversationInput = z.strictObject({
  serviceId: idField,
  to: textField(40),
  country: countryField,
});
export type CreateConversationInput = z.output<typeof createConversationInput>;

export const listConversationsInput = z.strictObject({
  view: z.enum(INBOX_VIEWS),
  serviceId: idField.optional(),
  labelId: idField.optional(),
  cursor: textField(200).optional(),
  limit: z.int().min(1).max(100).default(CONVERSATION_PAGE),
});
export type ListConversationsInput = z.output<typeof listConversationsInput>;

export const conversationInput = z.strictObject({ conversationId: idField });

export const markReadInput = z.strictObject({ conversationId: idField, seq: z.int().min(0) });
export type MarkReadInput = z.output<typeof markReadInput>;

/** `assigneeId` null gives the conversation back to everybody. */
export const assignConversationInput = z.strictObject({
  conversationId: idField,
  assigneeId: idField.nullable(),
});
export type AssignConversationInput = z.output<typeof assignConversationInput>;

export const blockCustomerInput = z.strictObject({ conversationId: idField, blocked: z.boolean() });
export type BlockCustomerInput = z.output<typeof blockCustomerInput>;
