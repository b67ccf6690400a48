import * as z from 'zod';
import { businessHoursField } from '../hours/inputs';
import { countryField, e164Field, idField, nameField, newIdField, textField } from '../input-fields';
import { MESSAGE_LIMIT } from '../messages/text';
import { foldWords } from '../opt-outs/fold-keyword';
import { patternFault } from './pattern';

/** Each list of a rule: more is a list of contacts, not a rule. */
const LIST = 50;
const RULES = 200;
const LONGEST_KEYWORD = 40;

function listOf<T extends z.ZodType>(field: T) {
  return z.array(field).max(LIST, `At most ${LIST} entries.`);
}

/** A prefix or a glob on the customer's number (routing/pattern). */
const patternField = z.string().superRefine((text, check) => {
  const message = patternFault(text);
  if (message !== null) check.addIssue({ code: 'custom', message });
});

const keywordField = textField(LONGEST_KEYWORD)
  .trim()
  .refine((text) => foldWords(text) !== '', 'A keyword has letters or digits.');

const targetField = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('users'),
    userIds: listOf(idField).min(1, 'Choose at least one user.'),
  }),
  z.strictObject({ kind: z.literal('service'), serviceId: idField }),
  z.strictObject({
    kind: z.literal('reply'),
    text: textField(MESSAGE_LIMIT).trim().min(1, 'A reply needs a text.'),
  }),
  z.strictObject({ kind: z.literal('block') }),
]);

/** One rule of the dialplan; a DialplanRule (routing/dialplan) once it is read. */
export const dialplanRuleInput = z.strictObject({
  id: newIdField,
  name: nameField(80),
  enabled: z.boolean(),
  match: z.strictObject({
    numberIds: listOf(idField),
    customers: listOf(patternField),
    countries: listOf(countryField),
    keywords: listOf(keywordField),
    hours: z.strictObject({ when: z.enum(['open', 'closed']), hours: businessHoursField }).nullable(),
  }),
  target: targetField,
});

/** The whole dialplan, in the order in which its rules are asked. */
export const dialplanInput = z
  .array(dialplanRuleInput)
  .max(RULES, `At most ${RULES} rules.`)
  .refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, 'Two rules have the same id.');

export const saveRulesInput = z.strictObject({ rules: dialplanInput });

/** "What would happen to a text?" `to` one of our numbers, by id or in E.164; `at` ISO 8601, now when left out. */
export const dryRunInput = z.strictObject({
  to: z.union([e164Field, idField], 'One of our numbers is needed, such as +14155550188.'),
  from: textField(40).trim().min(1, 'A sender is needed.'),
  text: textField(2_000).default(''),
  at: z.iso.datetime({ offset: true }).optional(),
});
export type DryRunInput = z.output<typeof dryRunInput>;

/** Who hears a Service's customers (routing/service-routing); null = all its members. */
export const routeServiceInput = z.strictObject({
  serviceId: idField,
  routing: z
    .discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('agents'),
        userIds: listOf(idField).min(1, 'Choose at least one user.'),
      }),
      z.strictObject({ kind: z.literal('service'), serviceId: idField }),
    ])
    .nullable(),
});
export type RouteServiceInput = z.output<typeof routeServiceInput>;
