import type { IncomingMessage } from 'node:http';
import { DomainError } from '@/server/domain/errors';

/**
 * Reads a request's body whole. Throws `too_large` as soon as more than `limit` bytes are announced or
 * have come, and `invalid_input` when the sender went away before the end.
 */
export function readBody(req: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLarge = () =>
    new DomainError(
      'too_large',
      'body_too_large',
      `The request is larger than ${Math.floor(limit / 1024)} KB.`,
    );
  if (Number(req.headers['content-length'] ?? 0) > limit) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) {
        req.removeAllListeners('data');
        req.pause();
        reject(tooLarge());
        return;
      }
      chunks.push(chunk);
    });
    req.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    req.on('error', () => reject(new DomainError('invalid_input', 'body_aborted', 'The request broke off.')));
  });
}

/** Reads a JSON body. Throws `invalid_input` when it is none. */
export async function readJson(req: IncomingMessage, limit: number): Promise<unknown> {
  const body = await readBody(req, limit);
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new DomainError('invalid_input', 'not_json', 'The request is not valid JSON.');
  }
}
