import { MAX_FILES, MMS_BUDGET } from './file';
import { FILE_TYPES, type FileType } from './file-types';

/** What a carrier takes of the files of one MMS. */
export interface CarrierFiles {
  /** Content types that it takes as they are. */
  types: readonly string[];
  maxFiles: number;
  /** Of all files of one MMS together. */
  maxBytes: number;
}

/** What we have and every carrier looked at takes; see FILE_TYPES for the sources. WebP is not among it, nor are texts. */
const COMMON: CarrierFiles = {
  types: FILE_TYPES.filter(({ kind, storedAs }) => kind !== 'text' && !storedAs).map(
    ({ contentType }) => contentType,
  ),
  maxFiles: MAX_FILES,
  maxBytes: MMS_BUDGET,
};

/**
 * By the connection's kind; a carrier that is not listed takes what is common.
 *
 * Twilio: of its own list the part that is on ours, checked 2026-11-23:
 * https://www.twilio.com/docs/messaging/guides/accepted-mime-types (types, 5 MB) and
 * https://www.twilio.com/docs/messaging/api/message-resource (10 files).
 */
const BY_KIND: Readonly<Record<string, CarrierFiles>> = {
  twilio: {
    types: [
      ...['image/jpeg', 'image/png', 'image/gif'],
      ...['audio/mpeg', 'audio/amr', 'audio/mp4'],
      ...['video/mp4', 'video/3gpp', 'video/quicktime'],
      ...['text/vcard', 'text/calendar', 'application/pdf'],
    ],
    maxFiles: 10,
    maxBytes: 5_000_000,
  },
};

/** @param kind the connection's, such as `twilio` */
export function carrierFilesOf(kind: string): CarrierFiles {
  return Object.hasOwn(BY_KIND, kind) ? (BY_KIND[kind] ?? COMMON) : COMMON;
}

/** `converted`: stored as another type, which the carrier takes; `text`: as SMS; null: not at all. */
export type Travel = 'as_it_is' | 'converted' | 'text';

/** How a file of one of our types goes out by a carrier. */
export function travelOf({ contentType, kind, storedAs }: FileType, carrier: CarrierFiles): Travel | null {
  if (kind === 'text') return 'text';
  if (storedAs && carrier.types.includes(storedAs)) return 'converted';
  return carrier.types.includes(contentType) ? 'as_it_is' : null;
}

/** What a file dialog offers: all that can go out by this carrier, in whatever way. An `accept` attribute. */
export function acceptedBy(carrier: CarrierFiles): string {
  return FILE_TYPES.filter((type) => travelOf(type, carrier) !== null)
    .flatMap(({ contentType, extensions }) => [contentType, ...extensions.map((end) => `.${end}`)])
    .join(',');
}
