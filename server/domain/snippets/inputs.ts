import * as z from 'zod';
import { idField, nameField, newIdField, textField } from '../input-fields';
import { isBlank } from '../messages/text';
import { readVariables, SNIPPET_SCOPES } from './snippet';

/** More than a message may have (670): variables are longer than what they become. */
const SNIPPET_LIMIT = 1000;

const snippetTextField = textField(SNIPPET_LIMIT)
  .refine((text) => !isBlank(text), 'A snippet needs a text.')
  .superRefine((text, context) => {
    const reading = readVariables(text);
    if (!reading.ok) context.addIssue({ code: 'custom', message: reading.message });
  });

const shortcutField = textField(30)
  .trim()
  .toLowerCase()
  .regex(/^[\p{L}\p{N}_-]+$/u, 'A shortcut is one word of letters and digits.');

/**
 * Makes a snippet (`version` 0; the caller makes the id) or changes it (the version it was typed over).
 * `serviceId` belongs to the scope `service`; a personal one is the actor's own.
 */
export const saveSnippetInput = z
  .strictObject({
    id: newIdField,
    scope: z.enum(SNIPPET_SCOPES),
    serviceId: idField.nullable(),
    name: nameField(60),
    shortcut: shortcutField.nullable(),
    text: snippetTextField,
    version: z.int32().min(0),
  })
  .refine(({ scope, serviceId }) => (scope === 'service') === (serviceId !== null), {
    path: ['serviceId'],
    message: 'A Service is named for its own snippets, and only for those.',
  });
export type SaveSnippetInput = z.output<typeof saveSnippetInput>;

export const snippetInput = z.strictObject({ id: idField });
