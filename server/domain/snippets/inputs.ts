import * as z from 'zod';
import { idField, nameField, newIdField, textField } from '../input-fields';
import { MESSAGE_LIMIT } from '../messages/text';
import { SNIPPET_SCOPES, SNIPPET_VARIABLES, unknownVariable } from './snippet';

const snippetText = textField(MESSAGE_LIMIT)
  .refine((text) => text.trim() !== '', 'A snippet needs a text.')
  .superRefine((text, refusal) => {
    const unknown = unknownVariable(text);
    if (unknown === null) return;
    refusal.addIssue({
      code: 'custom',
      message: `There is no variable “${unknown}”. Known are ${SNIPPET_VARIABLES.join(', ')}.`,
    });
  });

/** `version` is the one that was edited, 0 = a new snippet. `serviceId` for the scope `service` only. */
export const saveSnippetInput = z
  .strictObject({
    id: newIdField,
    version: z.int32().min(0),
    scope: z.enum(SNIPPET_SCOPES),
    serviceId: idField.nullable(),
    name: nameField(60),
    shortcut: z
      .string()
      .regex(/^[\p{L}\p{N}_-]{1,20}$/u, 'A shortcut is at most 20 letters, digits, - and _.')
      .nullable(),
    text: snippetText,
  })
  .refine(({ scope, serviceId }) => (scope === 'service') === (serviceId !== null), {
    message: 'A Service’s snippet names its Service, any other none.',
    path: ['serviceId'],
  });
export type SaveSnippetInput = z.output<typeof saveSnippetInput>;

export const snippetInput = z.strictObject({ id: idField });
