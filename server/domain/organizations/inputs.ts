import * as z from 'zod';
import { nameField, textField } from '../input-fields';
import { parsePlatformVersion } from './platform-version';
import { regionSupportsTwoWaySms, TWO_WAY_COUNTRIES, twoWayCountry } from './region';

const region = z
  .string()
  .refine(
    regionSupportsTwoWaySms,
    `The region must be one of ${TWO_WAY_COUNTRIES.map(({ country }) => country).join(', ')}.`,
  );

/** Without `timeZone` the organization begins with its region's. */
export const createOrganizationInput = z
  .strictObject({
    slug: z
      .string()
      .regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/, 'Small letters, digits and hyphens, at most 40.'),
    name: nameField(80),
    region,
    platformVersion: z
      .string()
      .refine((version) => parsePlatformVersion(version) !== null, 'A version looks like 6.05.20240501.1.'),
    timeZone: textField(64).refine(isTimeZone, 'A time zone looks like Europe/Rome.').optional(),
  })
  .transform((input) => ({
    ...input,
    timeZone: input.timeZone ?? twoWayCountry(input.region)?.timeZone ?? 'UTC',
  }));
export type CreateOrganizationInput = z.output<typeof createOrganizationInput>;

/** An IANA zone by name: neither an offset such as "+02:00" nor something unknown here. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
