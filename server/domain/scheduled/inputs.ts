import * as z from 'zod';
import { idField, newIdField, textField } from '../input-fields';
import { filesField } from '../messages/inputs';

const scheduledFields = {
  text: textField(20_000),
  dueAt: z.iso.datetime(),
  cancelOnReply: z.boolean(),
};

/** `id` becomes the message's id. */
export const createScheduledInput = z.strictObject({
  id: newIdField,
  conversationId: idField,
  ...scheduledFields,
  files: filesField.optional(),
});
export type CreateScheduledInput = z.output<typeof createScheduledInput>;

/** `version` is the one that was edited. Its files stay as they are. */
export const updateScheduledInput = z.strictObject({
  id: idField,
  version: z.int32().min(1),
  ...scheduledFields,
});
export type UpdateScheduledInput = z.output<typeof updateScheduledInput>;

export const scheduledInput = z.strictObject({ id: idField });

export const cancelScheduledInput = z.strictObject({
  id: idField,
  /** Its files go back into the actor's text box, to be written anew; else they are gone. */
  keepFiles: z.boolean().optional(),
});
export type CancelScheduledInput = z.output<typeof cancelScheduledInput>;
