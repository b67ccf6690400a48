import * as z from 'zod';
import { e164Field, emailField, nameField, textField } from '../input-fields';

/**
 * What a telephone system says about a call of one user (item 30). `user`: their e-mail address, or an office
 * number that is theirs alone. `peer`: the other side, null when it was withheld. `at`: when it happened, ISO 8601.
 */
export const callEventInput = z.strictObject({
  event: z.enum(['start', 'answer', 'end']),
  callId: textField(200).min(1, 'A call needs an id.'),
  user: z.union([e164Field, emailField], 'A user is named by e-mail address or office number.'),
  direction: z.enum(['in', 'out']),
  peer: e164Field.nullable(),
  at: z.iso.datetime({ offset: true }),
});
export type CallEventInput = z.output<typeof callEventInput>;

export const createCallHookInput = z.strictObject({ name: nameField(80) });
export type CreateCallHookInput = z.output<typeof createCallHookInput>;
