/** A country in which numbers of an organization can both send and receive texts. */
export interface TwoWayCountry {
  /** ISO 3166-1 alpha-2. */
  country: string;
  /** Without "+". */
  callingCode: string;
  /** The IANA zone that a new organization of this region begins with; the capital's or the largest city's. */
  timeZone: string;
  /**
   * The text search configuration of PostgreSQL that a new organization of this region begins with: words are also
   * found by their stems in that language. `simple` has none; PostgreSQL 18 brings none for Czech and Polish.
   */
  searchLanguage: string;
}

/**
 * The eleven countries of two-way SMS. Source: manual, items 11, 16, 26, 39 and 44 (version 93, May
 * 2024); calling codes from libphonenumber-js 1.13.16, zones from tzdata; checked on 2026-11-22.
 */
export const TWO_WAY_COUNTRIES: readonly TwoWayCountry[] = [
  { country: 'US', callingCode: '1', timeZone: 'America/New_York', searchLanguage: 'english' },
  { country: 'CA', callingCode: '1', timeZone: 'America/Toronto', searchLanguage: 'english' },
  { country: 'GB', callingCode: '44', timeZone: 'Europe/London', searchLanguage: 'english' },
  { country: 'BE', callingCode: '32', timeZone: 'Europe/Brussels', searchLanguage: 'dutch' },
  { country: 'DK', callingCode: '45', timeZone: 'Europe/Copenhagen', searchLanguage: 'danish' },
  { country: 'CZ', callingCode: '420', timeZone: 'Europe/Prague', searchLanguage: 'simple' },
  { country: 'IT', callingCode: '39', timeZone: 'Europe/Rome', searchLanguage: 'italian' },
  { country: 'LT', callingCode: '370', timeZone: 'Europe/Vilnius', searchLanguage: 'lithuanian' },
  { country: 'PL', callingCode: '48', timeZone: 'Europe/Warsaw', searchLanguage: 'simple' },
  { country: 'SG', callingCode: '65', timeZone: 'Asia/Singapore', searchLanguage: 'english' },
  { country: 'SE', callingCode: '46', timeZone: 'Europe/Stockholm', searchLanguage: 'swedish' },
];

export function twoWayCountry(region: string): TwoWayCountry | undefined {
  return TWO_WAY_COUNTRIES.find(({ country }) => country === region);
}

/**
 * True when an organization of this region may text. It is the organization's setting that counts, not
 * the country of the number it texts from (manual, item 26).
 */
export function regionSupportsTwoWaySms(region: string): boolean {
  return twoWayCountry(region) !== undefined;
}
