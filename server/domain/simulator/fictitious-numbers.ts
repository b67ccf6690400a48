/**
 * Numbers that no real telephone will ever have, though the numbering plan calls them valid:
 * 555-0100 to 555-0199 of every area code in the US and Canada (North American Numbering Plan, kept for
 * entertainment), and 070-174 06 05 to 99 in Sweden (PTS, numbers for fiction). Britain's range
 * (Ofcom, 07700 900xxx) is left out because libphonenumber says that it does not exist.
 * Checked on 2026-11-23 with libphonenumber-js 1.13.16.
 */
const RANGES: Record<string, readonly { prefix: string; from: number; to: number }[]> = {
  US: ['415', '212', '312', '206', '617', '305', '702', '503'].map((area) => ({
    prefix: `+1${area}55501`,
    from: 0,
    to: 99,
  })),
  CA: ['416', '604', '514', '403'].map((area) => ({ prefix: `+1${area}55501`, from: 0, to: 99 })),
  SE: [{ prefix: '+467017406', from: 5, to: 99 }],
};

/**
 * All made-up numbers for the handsets of an organization, in the order in which to give them out; of
 * the US where the region keeps none of its own.
 * @param region ISO 3166-1 alpha-2
 */
export function fictitiousNumbers(region: string): string[] {
  return (RANGES[region] ?? RANGES.US ?? []).flatMap(({ prefix, from, to }) =>
    Array.from({ length: to - from + 1 }, (_, i) => `${prefix}${String(from + i).padStart(2, '0')}`),
  );
}
