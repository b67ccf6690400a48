import * as z from 'zod';
import { idField, newIdField, textField } from '../input-fields';
import { MAX_WAITING } from '../media/file';
import { isBlank } from './text';

/** Newest first; `beforeSeq` asks for what is older than that message. */
export const listMessagesInput = z.strictObject({
  conversationId: idField,
  beforeSeq: z.int().min(1).optional(),
  limit: z.int().min(1).max(100).default(50),
});
export type ListMessagesInput = z.output<typeof listMessagesInput>;

export const findByTimeInput = z.strictObject({
  conversationId: idField,
  from: z.iso.datetime().transform((text) => new Date(text)),
});
export type FindByTimeInput = z.output<typeof findByTimeInput>;

/** Bounds the work on raw text; the limit of a message is evaluateSend's to judge and to explain. */
const RAW_TEXT_LIMIT = 20_000;

/** Waiting files in the order in which they shall go, with what each picture shows. */
export const filesField = z
  .array(z.strictObject({ id: idField, alt: textField(300).trim() }))
  .max(MAX_WAITING, `At most ${MAX_WAITING} files.`)
  .refine((files) => new Set(files.map(({ id }) => id)).size === files.length, 'A file is named twice.');

export const sendMessageInput = z.strictObject({
  id: newIdField,
  conversationId: idField,
  text: textField(RAW_TEXT_LIMIT),
  files: filesField.optional(),
  /** The agent knows that a text which is just STOP also blocks the customer (manual, item 37). */
  confirmBlock: z.boolean().optional(),
  /** The newest message that the writer had before them: a colleague's answer after it holds this one. */
  seenSeq: z.int().min(0).optional(),
  /** The writer knows of the colleague's answer. */
  sendAnyway: z.boolean().optional(),
});
export type SendMessageInput = z.output<typeof sendMessageInput>;

const NOTE_LIMIT = 5_000;

/** `text` names people as `@[<user id>]` (messages/mentions.ts). */
export const addNoteInput = z.strictObject({
  id: newIdField,
  conversationId: idField,
  text: textField(NOTE_LIMIT).refine((text) => !isBlank(text), 'There is nothing to note yet.'),
});
export type AddNoteInput = z.output<typeof addNoteInput>;

/** Whether a customer's words were an opt-out, as a person reads them. */
export const answerSuspicionInput = z.strictObject({ messageId: idField, isOptOut: z.boolean() });
export type AnswerSuspicionInput = z.output<typeof answerSuspicionInput>;

export const messageInput = z.strictObject({ messageId: idField });

/** `id` is that of the new message, which repeats `messageId`. */
export const retryMessageInput = z.strictObject({ id: newIdField, messageId: idField });
export type RetryMessageInput = z.output<typeof retryMessageInput>;

/** `revision` is the one the text was typed over; 0 = nothing was saved before. */
export const saveDraftInput = z.strictObject({
  conversationId: idField,
  text: textField(5000),
  revision: z.int32().min(0),
});
export type SaveDraftInput = z.output<typeof saveDraftInput>;
