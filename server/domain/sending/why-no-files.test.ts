import { describe, expect, it } from 'vitest';
import { FEATURE_MINIMUMS } from '../organizations/platform-version';
import { whyNoFiles } from './why-no-files';

const reason = (
  region: string,
  country: string,
  kind: 'service' | 'direct',
  platformVersion = '6.05.20240501.1',
) => whyNoFiles({ organization: { region, platformVersion }, number: { country }, conversation: { kind } });

describe('files can be sent', () => {
  it.each([
    ['US', 'US'],
    ['US', 'CA'],
    ['CA', 'CA'],
  ])('by an organization in %s from a Service number of %s', (region, country) => {
    expect(reason(region, country, 'service')).toBeNull();
  });

  it('as soon as the platform has MMS', () => {
    expect(reason('US', 'US', 'service', FEATURE_MINIMUMS.mms)).toBeNull();
  });
});

describe('files cannot be sent', () => {
  it.each([
    ['in a direct chat, wherever it is (31)', reason('US', 'US', 'direct'), 'files_in_direct_chat'],
    ['from a number of Italy (55)', reason('US', 'IT', 'service'), 'files_from_other_country'],
    [
      'from a number of Puerto Rico: +1 alone is not enough',
      reason('US', 'PR', 'service'),
      'files_from_other_country',
    ],
    ['by an organization in Italy (55)', reason('IT', 'US', 'service'), 'files_in_other_region'],
    ['before the platform has MMS', reason('US', 'US', 'service', '1.0.0.0'), 'version_too_low'],
  ])('%s', (_where, found, code) => {
    expect(found?.code).toBe(code);
    expect(found?.fix.where).not.toBe('');
  });
});
