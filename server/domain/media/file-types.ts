/** How a type is shown: a picture, a player, a card with its facts, or something to be saved. */
export type FileKind = 'image' | 'video' | 'audio' | 'contact' | 'calendar' | 'text' | 'document';

export interface FileType {
  contentType: string;
  /** Without the dot; the first is the one given to files that have none. */
  extensions: readonly string[];
  kind: FileKind;
  /** What it is called on the page "Supported file types". */
  label: string;
  /** Stored as this type instead: carriers take that one everywhere. */
  storedAs?: string;
}

/**
 * The files that may be sent and are shown, decided by their content. The vendor's own list is not public;
 * this is what the MMS carriers looked at all take. Checked 2026-11-22:
 * https://www.twilio.com/docs/messaging/guides/accepted-mime-types,
 * https://developers.sinch.com/docs/mms/api-reference/supported-media-and-mime-types.md,
 * https://docs.aws.amazon.com/sms-voice/latest/userguide/mms-limitations-character.html.
 * SVG and HTML are never among them: they are programs.
 */
export const FILE_TYPES: readonly FileType[] = [
  { contentType: 'image/jpeg', extensions: ['jpg', 'jpeg'], kind: 'image', label: 'JPEG picture' },
  { contentType: 'image/png', extensions: ['png'], kind: 'image', label: 'PNG picture' },
  { contentType: 'image/gif', extensions: ['gif'], kind: 'image', label: 'GIF picture' },
  {
    contentType: 'image/webp',
    extensions: ['webp'],
    kind: 'image',
    label: 'WebP picture',
    storedAs: 'image/jpeg',
  },
  { contentType: 'audio/mpeg', extensions: ['mp3'], kind: 'audio', label: 'MP3 audio' },
  { contentType: 'audio/amr', extensions: ['amr'], kind: 'audio', label: 'AMR audio' },
  { contentType: 'audio/mp4', extensions: ['m4a'], kind: 'audio', label: 'MPEG-4 audio' },
  { contentType: 'video/mp4', extensions: ['mp4', 'm4v'], kind: 'video', label: 'MPEG-4 video' },
  { contentType: 'video/3gpp', extensions: ['3gp', '3gpp'], kind: 'video', label: '3GPP video' },
  { contentType: 'video/quicktime', extensions: ['mov'], kind: 'video', label: 'QuickTime video' },
  { contentType: 'text/vcard', extensions: ['vcf'], kind: 'contact', label: 'Contact (vCard)' },
  { contentType: 'text/calendar', extensions: ['ics'], kind: 'calendar', label: 'Calendar entry' },
  { contentType: 'application/pdf', extensions: ['pdf'], kind: 'document', label: 'PDF document' },
  { contentType: 'text/plain', extensions: ['txt'], kind: 'text', label: 'Text (goes as SMS)' },
];

const BY_TYPE = new Map(FILE_TYPES.map((type) => [type.contentType, type]));

/** The type of this name, or null when it is not one that may be sent. */
export function fileTypeOf(contentType: string): FileType | null {
  return BY_TYPE.get(contentType) ?? null;
}

/** How to show a file; what is not on the list is only offered for saving. */
export function kindOf(contentType: string): FileKind {
  return fileTypeOf(contentType)?.kind ?? 'document';
}
