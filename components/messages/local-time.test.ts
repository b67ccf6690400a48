import { describe, expect, it } from 'vitest';
import { localTime, zonesOfCountry } from './local-time';

const NOON_UTC = Date.UTC(2026, 10, 24, 12, 0);
const timeIn = (country: string) => localTime(zonesOfCountry(country), NOON_UTC);

describe('localTime', () => {
  it('is told for a country of one zone, or of zones that agree', () => {
    expect(timeIn('GB')).toBe('Tue 12:00');
    expect(timeIn('IT')).toBe('Tue 13:00');
    expect(timeIn('DE')).toBe('Tue 13:00');
  });

  it('is not guessed where it depends on the place', () => {
    for (const country of ['US', 'CA', 'ES']) expect(timeIn(country)).toBeNull();
  });

  it('is not guessed for a country that is not known', () => {
    expect(timeIn('ZZ')).toBeNull();
  });
});
