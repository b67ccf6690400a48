import { createHash, randomBytes } from 'node:crypto';
import type { AnswerWithFile, ReceivedRequest } from '../../testing/misbehaving-server';
import { type FetchedMedia, readToken, refusal } from './twilio-answers';

const PATH =
  /^\/2010-04-01\/Accounts\/(AC[0-9a-fA-F]{32})\/Messages\/MM[0-9a-fA-F]{32}\/Media\/(ME[0-9a-f]{32})$/;
const CONTENT = /^\/media-content\/(ME[0-9a-f]{32})$/;

/** Customers' files as Twilio keeps them: behind the account's login, with an answer that leads on to where they lie. */
export class StandInMedia {
  readonly #files = new Map<string, Buffer>();

  /** @returns the last part of its address */
  keep(bytes: Buffer): string {
    const name = `ME${randomBytes(16).toString('hex')}`;
    this.#files.set(name, bytes);
    return name;
  }

  answer(request: ReceivedRequest): AnswerWithFile {
    const { pathname } = request.url;
    const [, accountSid, name] = PATH.exec(pathname) ?? [];
    if (accountSid) {
      if (readToken(request, accountSid) === null) return refusal(401, 20003);
      return { status: 307, headers: { location: `/media-content/${name}` }, body: '' };
    }
    const file = this.#files.get(CONTENT.exec(pathname)?.[1] ?? '');
    if (!file) return refusal(404, 20404);
    return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: file };
  }
}

/** Fetches a file of ours from the address that came with a message, as Twilio does. */
export async function fetchMedia(url: string): Promise<FetchedMedia> {
  const answer = await fetch(url).catch(() => null);
  const hash = createHash('sha256');
  if (answer) hash.update(new Uint8Array(await answer.arrayBuffer()));
  return {
    status: answer?.status ?? 0,
    contentType: answer?.headers.get('content-type') ?? '',
    sha256: hash.digest('hex'),
  };
}
