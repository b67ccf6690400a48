import * as z from 'zod';
import { idField, textField } from '../input-fields';
import { CUSTOMERS_MOST, CUSTOMERS_SHOWN } from './search-query';

/** Results of one kind on a page. */
const SEARCH_PAGE = 30;

/** Newest first; `beforeId` asks for messages older than that one. */
export const searchMessagesInput = z.strictObject({
  q: textField(200),
  conversationId: idField.optional(),
  beforeId: idField.optional(),
  limit: z.int().min(1).max(100).default(SEARCH_PAGE),
});
export type SearchMessagesInput = z.output<typeof searchMessagesInput>;

/** The latest first. */
export const searchCustomersInput = z.strictObject({
  q: textField(200),
  limit: z.int().min(1).max(CUSTOMERS_MOST).default(CUSTOMERS_SHOWN),
});
export type SearchCustomersInput = z.output<typeof searchCustomersInput>;
