import * as z from 'zod';
import { nameField } from '../input-fields';

export const addConnectionInput = z.strictObject({
  /** Which adapter; the carrier registry knows the kinds. */
  kind: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'This is not the name of a carrier.'),
  name: nameField(80),
  /** The adapter's own schema checks these. They are stored sealed and never shown again. */
  credentials: z.record(z.string().max(100), z.unknown()),
  /** Where the carrier's API answers, when not at its usual address. */
  apiBaseUrl: z
    .url({ protocol: /^https?$/, error: 'An address that begins with http:// or https:// is needed.' })
    .max(500)
    .optional(),
  /** Messages per second that each number of the connection may send; 0 = no pacing. */
  rate: z.int().min(0).max(1000).default(0),
});
export type AddConnectionInput = z.output<typeof addConnectionInput>;
