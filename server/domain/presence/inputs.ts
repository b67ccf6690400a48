import * as z from 'zod';
import { idField } from '../input-fields';

/** `conversationId` null: this tab shows no conversation any more. */
export const presenceInput = z.strictObject({
  tabId: idField,
  conversationId: idField.nullable(),
  typing: z.boolean(),
});
