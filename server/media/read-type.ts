import { open, readFile } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import { fileTypeOf } from '@/server/domain/media/file-types';
import { MAX_TEXT_PIECES, TEXT_PIECE_LIMIT } from '@/server/domain/media/text-pieces';
import { MediaRefusal } from './media-refusal';

/** The library's own names for types of our list. */
const SAME_AS: Readonly<Record<string, string>> = {
  'audio/x-m4a': 'audio/mp4',
  'video/x-m4v': 'video/mp4',
  'audio/AMR': 'audio/amr',
};
const HEIC = /^image\/(heic|heif|heic-sequence|heif-sequence|avif)$/;

export interface TypeOfFile {
  /** One of FILE_TYPES. */
  contentType: string;
  /** What a plain text says; null for all others. */
  text: string | null;
}

/**
 * What a file is, by its content: a claimed type or a name's ending is never asked (domain facts, trap 28).
 * @throws MediaRefusal when it is none of those
 */
export async function readType(path: string): Promise<TypeOfFile> {
  // Windows writes texts so; the library takes the mark for the beginning of an MP3.
  const encoding = await wideEncodingOf(path);
  const found = encoding ? undefined : await fileTypeFromFile(path).catch(() => undefined);
  if (found) {
    if (HEIC.test(found.mime)) throw new MediaRefusal('heic');
    const contentType = SAME_AS[found.mime] ?? found.mime;
    if (fileTypeOf(contentType)) return { contentType, text: null };
    throw new MediaRefusal('type_not_taken');
  }
  return readTextType(path, encoding ?? 'utf-8');
}

/** As many bytes as the longest text that is taken can have in UTF-8. */
const TEXT_LIMIT = MAX_TEXT_PIECES * TEXT_PIECE_LIMIT * 4;

type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** The encoding that a byte order mark of UTF-16 tells; null without one. */
async function wideEncodingOf(path: string): Promise<TextEncoding | null> {
  const handle = await open(path, 'r');
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0).finally(() => handle.close());
  const mark = bytesRead === 2 ? buffer.readUInt16BE(0) : 0;
  if (mark === 0xfffe) return 'utf-16le';
  return mark === 0xfeff ? 'utf-16be' : null;
}

async function readTextType(path: string, encoding: TextEncoding): Promise<TypeOfFile> {
  const handle = await open(path, 'r');
  const { size } = await handle.stat().finally(() => handle.close());
  if (size === 0) throw new MediaRefusal('empty');
  if (size > TEXT_LIMIT) throw new MediaRefusal('type_not_taken');
  const text = decodedText(await readFile(path), encoding);
  const start = text.trimStart().toUpperCase();
  if (start.startsWith('BEGIN:VCARD')) return { contentType: 'text/vcard', text: null };
  if (start.startsWith('BEGIN:VCALENDAR')) return { contentType: 'text/calendar', text: null };
  // Markup and scripts are programs to somebody's browser, whatever they are called.
  if (start.startsWith('<') || start.startsWith('#!') || /<(script|html|svg|\?xml|!doctype)/i.test(text)) {
    throw new MediaRefusal('type_not_taken');
  }
  if (text.length > MAX_TEXT_PIECES * TEXT_PIECE_LIMIT) throw new MediaRefusal('text_too_long');
  return { contentType: 'text/plain', text };
}

function decodedText(bytes: Buffer, encoding: TextEncoding): string {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    // No text holds controls other than tabs and line ends.
    if (/(?![\t\n\v\f\r])\p{Cc}/u.test(text)) throw new MediaRefusal('type_not_taken');
    return text;
  } catch {
    throw new MediaRefusal('type_not_taken');
  }
}
