import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { contentDisposition } from '@/server/domain/media/file-name';
import { fileTypeOf, kindOf } from '@/server/domain/media/file-types';
import {
  type ByteRange,
  type MediaStorage,
  NoSuchMedia,
  storageKey,
  thumbnailKey,
} from '@/server/media/storage';
import type { OpenableFile } from '@/server/usecases/media/open-file';
import { notFound } from './send-json';

interface FileToSend {
  storage: MediaStorage;
  organizationId: number;
  file: OpenableFile;
  /** `small`: a picture's small copy; `save`: the browser shall save it whatever it is. */
  copy: 'whole' | 'small' | 'save';
}

/**
 * Answers with a stored file. Only pictures that we wrote anew may be shown by themselves; a player may play sound and
 * video; everything else is for saving, whatever it holds. A file never changes under its id: a browser that has it
 * asks only whether it still may.
 */
export async function sendFile(
  req: IncomingMessage,
  res: ServerResponse,
  { storage, organizationId, file, copy }: FileToSend,
): Promise<void> {
  const small = copy === 'small';
  const tag = `"${file.sha256.slice(0, 32)}${small ? '-s' : ''}"`;
  res.setHeader('ETag', tag);
  // Asked again at each use: access may have ended, and the answer 304 costs nothing.
  res.setHeader('Cache-Control', 'private, no-cache');
  if (req.headers['if-none-match'] === tag) {
    res.writeHead(304).end();
    return;
  }
  const shown = copy !== 'save' && file.isPicture && kindOf(file.contentType) === 'image';
  // A virtual telephone may hold what calls itself a page or a program: nobody is told so.
  const known = fileTypeOf(file.contentType) !== null;
  res.setHeader('Content-Type', small ? 'image/webp' : known ? file.contentType : 'application/octet-stream');
  res.setHeader('Content-Disposition', contentDisposition(shown ? 'inline' : 'attachment', file.name));
  const range = small ? null : readRange(req.headers.range, file.bytes);
  if (range === 'unsatisfiable') {
    res.writeHead(416, { 'Content-Range': `bytes */${file.bytes}` }).end();
    return;
  }
  const key = small ? thumbnailKey(organizationId, file.id) : storageKey(organizationId, file.id);
  const body = await storage.open(key, range ?? undefined).catch((error: unknown) => {
    throw error instanceof NoSuchMedia ? notFound() : error;
  });
  if (!small) {
    res.setHeader('Accept-Ranges', 'bytes');
    res.setHeader('Content-Length', range ? range.end - range.start + 1 : file.bytes);
  }
  if (range) res.setHeader('Content-Range', `bytes ${range.start}-${range.end}/${file.bytes}`);
  res.writeHead(range ? 206 : 200);
  if (req.method === 'HEAD') {
    body.destroy();
    res.end();
    return;
  }
  // Who goes away in the middle is no fault.
  await pipeline(body, res).catch(() => res.destroy());
}

/** One range of bytes, as players ask for when somebody jumps in a video; anything else is answered whole. */
function readRange(header: string | undefined, bytes: number): ByteRange | 'unsatisfiable' | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,12})-(\d{0,12})$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return null;
  const start = first === '' ? Math.max(0, bytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1);
  return start > end || start >= bytes ? 'unsatisfiable' : { start, end };
}
