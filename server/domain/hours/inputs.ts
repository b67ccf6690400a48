import * as z from 'zod';
import { isTimeZone } from './zoned-time';

/** Minutes of a day. */
const DAY = 24 * 60;
const SPANS_A_DAY = 6;
/** Holidays of some years ahead. */
const CLOSED_DATES = 200;

/** An IANA name such as Europe/Rome. Offsets such as +02:00 are none: they know no summer time. */
const timeZoneField = z
  .string()
  .max(64, 'At most 64 characters.')
  .refine(
    (name) => /^[A-Za-z]/.test(name) && isTimeZone(name),
    'A time zone is needed, such as Europe/Rome.',
  );

const spanField = z
  .strictObject({
    from: z
      .int()
      .min(0)
      .max(DAY - 1),
    to: z.int().min(1).max(DAY),
  })
  .refine(({ from, to }) => from < to, 'Opening comes before closing. Past midnight is the next day.');

const dayField = z
  .array(spanField)
  .max(SPANS_A_DAY, `At most ${SPANS_A_DAY} spans a day.`)
  .refine(
    (spans) => spans.every(({ from }, place) => from >= (spans[place - 1]?.to ?? 0)),
    'The spans of a day are in order and do not overlap.',
  );

/** Stored as it is: hours/business-hours has the meaning. */
export const businessHoursField = z.strictObject({
  timeZone: timeZoneField,
  week: z.array(dayField).length(7, 'A week has seven days, Monday first.'),
  closedDates: z
    .array(z.iso.date('A date is written YYYY-MM-DD.'))
    .max(CLOSED_DATES, `At most ${CLOSED_DATES} dates.`),
});
