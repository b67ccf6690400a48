import { describe, expect, it } from 'vitest';
import { acceptedBy, type CarrierFiles, carrierFilesOf, travelOf } from './carrier-files';
import { MAX_FILES, MMS_BUDGET } from './file';
import { FILE_TYPES, fileTypeOf } from './file-types';

const narrow: CarrierFiles = { types: ['image/jpeg'], maxFiles: 1, maxBytes: 600_000 };
const travels = (contentType: string, carrier: CarrierFiles) => {
  const type = fileTypeOf(contentType);
  if (!type) throw new Error(contentType);
  return travelOf(type, carrier);
};

describe('what a carrier takes', () => {
  it.each([
    'twilio',
    'simulator',
    'constructor',
    'one that comes later',
  ])('%s takes only types that we know, and as much as an MMS of ours holds', (kind) => {
    const { types, maxFiles, maxBytes } = carrierFilesOf(kind);
    expect(types.filter((type) => fileTypeOf(type) === null)).toEqual([]);
    expect(types).not.toContain('image/webp');
    expect(maxFiles).toBeGreaterThanOrEqual(MAX_FILES);
    expect(maxBytes).toBeGreaterThanOrEqual(MMS_BUDGET);
  });

  it('goes as it is, made into what is taken, as a text, or not at all', () => {
    expect(travels('image/jpeg', narrow)).toBe('as_it_is');
    expect(travels('image/webp', narrow)).toBe('converted');
    expect(travels('text/plain', narrow)).toBe('text');
    expect(travels('application/pdf', narrow)).toBeNull();
    expect(travels('application/pdf', carrierFilesOf('twilio'))).toBe('as_it_is');
  });

  it('is what a file dialog offers, and nothing else', () => {
    expect(acceptedBy(narrow)).toBe('image/jpeg,.jpg,.jpeg,image/webp,.webp,text/plain,.txt');
    const all = acceptedBy(carrierFilesOf('simulator')).split(',');
    expect(FILE_TYPES.filter(({ contentType }) => !all.includes(contentType))).toEqual([]);
  });
});
