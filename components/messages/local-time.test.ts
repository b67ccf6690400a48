import { describe, expect, it } from 'vitest';
import { localTime } from './local-time';

const NOON_UTC = Date.UTC(2026, 10, 24, 12, 0);

describe('localTime', () => {
  it('is told for a country of one zone, or of zones that agree', () => {
    expect(localTime('GB', NOON_UTC)).toBe('Tue 12:00');
    expect(localTime('IT', NOON_UTC)).toBe('Tue 13:00');
    expect(localTime('DE', NOON_UTC)).toBe('Tue 13:00');
  });

  it('is not guessed where it depends on the place', () => {
    for (const country of ['US', 'CA', 'ES']) expect(localTime(country, NOON_UTC)).toBeNull();
  });

  it('is not guessed for a country that is not known', () => {
    expect(localTime('ZZ', NOON_UTC)).toBeNull();
  });
});
