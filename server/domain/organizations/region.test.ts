import { getCountryCallingCode, isSupportedCountry } from 'libphonenumber-js/max';
import { expect, it } from 'vitest';
import { regionSupportsTwoWaySms, TWO_WAY_COUNTRIES } from './region';

it('knows the eleven countries of the manual, each with its calling code and a zone that exists', () => {
  expect(TWO_WAY_COUNTRIES.map(({ country }) => country).sort()).toEqual(
    ['BE', 'CA', 'CZ', 'DK', 'GB', 'IT', 'LT', 'PL', 'SE', 'SG', 'US'].sort(),
  );
  for (const { country, callingCode, timeZone } of TWO_WAY_COUNTRIES) {
    expect(isSupportedCountry(country) && getCountryCallingCode(country)).toBe(callingCode);
    expect(new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone).toBe(timeZone);
  }
});

it('says no to every other region', () => {
  expect(regionSupportsTwoWaySms('PL')).toBe(true);
  for (const region of ['DE', 'FR', 'us', '', 'PR', 'constructor']) {
    expect(regionSupportsTwoWaySms(region)).toBe(false);
  }
});
