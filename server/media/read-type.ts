import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import { fileTypeOf } from '@/server/domain/media/file-types';
import { MAX_TEXT_PIECES, TEXT_PIECE_LIMIT } from '@/server/domain/media/text-pieces';
import { MediaRefusal } from './media-refusal';

/** `send`: a text file will go as SMS and must not be longer than that; `keep`: it was received, and stays however long. */
export type FileUse = 'send' | 'keep';

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
  /** What a plain text says; null for all others, and for one that is longer than what may be sent. */
  text: string | null;
}

/**
 * What a file is, by its content: a claimed type or a name's ending is never asked (domain facts, trap 28).
 * @throws MediaRefusal when it is none of those
 */
export async function readType(path: string, use: FileUse): Promise<TypeOfFile> {
  const { head, size } = await readHead(path);
  if (size === 0) throw new MediaRefusal('empty');
  // Windows writes texts so; the library takes the mark for the beginning of an MP3.
  const encoding = wideEncodingOf(head);
  const found = encoding ? undefined : await fileTypeFromFile(path).catch(() => undefined);
  if (found) {
    if (HEIC.test(found.mime)) throw new MediaRefusal('heic');
    const contentType = SAME_AS[found.mime] ?? found.mime;
    if (fileTypeOf(contentType)) return { contentType, text: null };
    throw new MediaRefusal('type_not_taken');
  }
  const pieces = decodedPieces(path, encoding ?? 'utf-8');
  const card = cardTypeOf(head, encoding ?? 'utf-8');
  if (card) {
    for await (const _ of pieces); // It must be text to its end, however large its picture is.
    return { contentType: card, text: null };
  }
  if (use === 'send' && size > TEXT_BYTES) throw new MediaRefusal('type_not_taken');
  const text = await plainText(pieces);
  if (use === 'send' && text === null) throw new MediaRefusal('text_too_long');
  return { contentType: 'text/plain', text };
}

/** As long as the texts may be that a file becomes, in UTF-16 units; and the bytes that so much can have. */
const TEXT_LIMIT = MAX_TEXT_PIECES * TEXT_PIECE_LIMIT;
const TEXT_BYTES = TEXT_LIMIT * 4;
/** A card says what it is in its first line; white space before it is forgiven. Bytes. */
const HEAD_BYTES = 4_096;

type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

async function readHead(path: string): Promise<{ head: Buffer; size: number }> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return { head: buffer.subarray(0, bytesRead), size: (await handle.stat()).size };
  } finally {
    await handle.close();
  }
}

/** The encoding that a byte order mark of UTF-16 tells; null without one. */
function wideEncodingOf(head: Buffer): TextEncoding | null {
  const mark = head.length >= 2 ? head.readUInt16BE(0) : 0;
  if (mark === 0xfffe) return 'utf-16le';
  return mark === 0xfeff ? 'utf-16be' : null;
}

function cardTypeOf(head: Buffer, encoding: TextEncoding): 'text/vcard' | 'text/calendar' | null {
  const start = new TextDecoder(encoding).decode(head).trimStart().toUpperCase();
  if (start.startsWith('BEGIN:VCARD')) return 'text/vcard';
  return start.startsWith('BEGIN:VCALENDAR') ? 'text/calendar' : null;
}

/** A file as text, in the pieces in which it is read: memory stays flat. @throws MediaRefusal when it is no text */
async function* decodedPieces(path: string, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const decoded = (chunk?: Buffer) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw new MediaRefusal('type_not_taken');
    }
  };
  for await (const chunk of createReadStream(path)) {
    const piece = decoded(chunk);
    // No text holds controls other than tabs and line ends.
    if (/(?![\t\n\v\f\r])\p{Cc}/u.test(piece)) throw new MediaRefusal('type_not_taken');
    yield piece;
  }
  decoded();
}

/** Markup and scripts are programs to somebody's browser, whatever they are called. */
const MARKUP = /<(script|html|svg|\?xml|!doctype)/i;
/** Of the piece before, so that markup is seen across a border: one less than the longest of those. */
const OVERLAP = '<!doctype'.length - 1;

/** The whole text; null when it is longer than what may be sent. @throws MediaRefusal when it is a program */
async function plainText(pieces: AsyncIterable<string>): Promise<string | null> {
  let text: string | null = '';
  let [begun, before] = [false, ''];
  for await (const piece of pieces) {
    const start = begun ? '' : piece.trimStart();
    begun ||= start !== '';
    if (/^(<|#!)/.test(start) || MARKUP.test(before + piece)) throw new MediaRefusal('type_not_taken');
    before = (before + piece).slice(-OVERLAP);
    text = text === null || text.length + piece.length > TEXT_LIMIT ? null : text + piece;
  }
  return text;
}
