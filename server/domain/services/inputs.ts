import * as z from 'zod';
import { businessHoursField } from '../hours/inputs';
import { e164Field, emailField, idField, nameField, textField } from '../input-fields';
import { MESSAGE_LIMIT } from '../messages/text';
import { SERVICE_COLORS } from './service-colors';

export const createServiceInput = z.strictObject({
  name: nameField(60),
  /** Its SMS number (manual, item 41); without one it cannot have conversations yet. */
  numberE164: e164Field.optional(),
  memberEmails: z.array(emailField).max(500),
  managerEmail: emailField.optional(),
});
export type CreateServiceInput = z.output<typeof createServiceInput>;

/** Minutes of a week: who waits longer than that is not waiting any more. */
const MOST_WAITING = 7 * 24 * 60;

/** What is left out stays as it is. */
export const updateServiceInput = z.strictObject({
  serviceId: idField,
  /** As it was read; left out where nobody has looked before, such as on a command line. */
  version: z.int().min(1).optional(),
  name: nameField(60).optional(),
  color: z.enum(SERVICE_COLORS).optional(),
  /** Null = always open. */
  businessHours: businessHoursField.nullable().optional(),
  /** Answers a customer outside the business hours; null = nothing is said. */
  awayText: textField(MESSAGE_LIMIT).trim().min(1, 'Say something, or nothing at all.').nullable().optional(),
  /** Open minutes after which the manager is called in; null = never. */
  escalateAfterMinutes: z.int().min(1).max(MOST_WAITING).nullable().optional(),
  /** Whoever answers first becomes the assignee. */
  autoAssign: z.boolean().optional(),
  managerId: idField.nullable().optional(),
  /** All its static members (item 81). */
  memberIds: z.array(idField).max(500).optional(),
});
export type UpdateServiceInput = z.output<typeof updateServiceInput>;
