import type { IncomingMessage } from 'node:http';
import type { Session } from '@/server/auth/resolve-session';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import type { WaitingFile } from '@/server/domain/media/file';
import { FILE_REFUSALS } from '@/server/domain/media/file-refusals';
import { shrinkInput, type UploadInput, uploadInput } from '@/server/domain/media/inputs';
import { ingest, type MediaTools } from '@/server/media/ingest';
import { keepRaw } from '@/server/media/keep-raw';
import { MediaRefusal } from '@/server/media/media-refusal';
import { shrinkStored } from '@/server/media/shrink-stored';
import type { StoredFile } from '@/server/media/store-file';
import { findShrinkable } from '@/server/usecases/media/find-shrinkable';
import { openFile } from '@/server/usecases/media/open-file';
import { allowUpload, recordUpload } from '@/server/usecases/media/uploads';
import type { Exchange, Handler } from './exchange';
import { readJson } from './read-body';
import { sendFile } from './send-file';
import { notFound, sendJson } from './send-json';

export interface MediaDoorParts {
  media: MediaTools;
  resolve(headers: IncomingMessage['headers']): Promise<Session | null>;
  run<T>(session: Session, verb: (ctx: VerbContext) => Promise<T>): Promise<T>;
}

const ID = /^\/api\/media\/([0-9a-f-]{36})$/;
const SHRINK_BODY_LIMIT = 1024;

/**
 * /api/media/<id>, for signed-in people:
 * - POST `?conversation=<id>&name=…` (or `handset=`, with the `type=` it claims to have): the body is the file,
 *   whatever it is. 201 with the WaitingFile; the same id again answers the same. There are no forms to parse: one request, one file.
 * - GET, `?small` for a picture's small copy, `?save` to save it: 200, 206 for a part, 304 when it is known.
 */
export function mediaHandler(parts: MediaDoorParts): Handler {
  return async (req, res, exchange) => {
    const session = await needSession(parts, req);
    const id = ID.exec(exchange.path)?.[1];
    if (!id) throw notFound();
    if (req.method !== 'POST') {
      const file = await parts.run(session, (ctx) => openFile(ctx, { fileId: id }));
      const query = new URLSearchParams(exchange.query);
      const copy = query.has('small') && file.isPicture ? 'small' : query.has('save') ? 'save' : 'whole';
      return sendFile(req, res, {
        storage: parts.media.storage,
        organizationId: session.organizationId,
        file,
        copy,
      });
    }
    const input = readUpload(id, exchange);
    const earlier = await parts.run(session, (ctx) => allowUpload(ctx, input));
    if (earlier) req.resume();
    const place = { organizationId: session.organizationId, id, name: input.name };
    const view =
      earlier ??
      (await keep(parts, session, input, () =>
        'handsetId' in input
          ? keepRaw(parts.media, req, place, input.type ?? '')
          : ingest(parts.media, req, place),
      ));
    sendJson(res, 201, view);
  };
}

/** POST /api/media/shrink `{id, fileId, budget}`: a new file that is the picture made to fit. 201 with its WaitingFile. */
export function shrinkHandler(parts: MediaDoorParts): Handler {
  return async (req, res) => {
    const session = await needSession(parts, req);
    const parsed = shrinkInput.safeParse(await readJson(req, SHRINK_BODY_LIMIT));
    if (!parsed.success)
      throw new DomainError('invalid_input', 'bad_shrink', 'This is not what can be shrunk.');
    const { id, fileId, budget } = parsed.data;
    const { organizationId } = session;
    const from = await parts.run(session, (ctx) => findShrinkable(ctx, { fileId }));
    const input = { id, conversationId: from.conversationId, name: from.name };
    const earlier = await parts.run(session, (ctx) => allowUpload(ctx, input));
    const view =
      earlier ??
      (await keep(parts, session, input, async () => ({
        ...(await shrinkStored(
          parts.media,
          { organizationId, id: from.fileId },
          { organizationId, id, name: from.name },
          budget,
        )),
        originalBytes: from.originalBytes,
        shrunkFromId: from.fileId,
      })));
    sendJson(res, 201, view);
  };
}

/** Stores a file and makes it known. Bytes that could not be made known go with the next sweep. */
async function keep(
  { run }: MediaDoorParts,
  session: Session,
  input: UploadInput,
  store: () => Promise<StoredFile & { originalBytes?: number; shrunkFromId?: string }>,
): Promise<WaitingFile> {
  const stored = await store().catch((error: unknown) => {
    throw error instanceof MediaRefusal ? refusalOf(error) : error;
  });
  return run(session, (ctx) => recordUpload(ctx, input, stored));
}

function refusalOf({ reason }: MediaRefusal): DomainError {
  return new DomainError(reason === 'too_big' ? 'too_large' : 'blocked', reason, FILE_REFUSALS[reason]);
}

function readUpload(id: string, { query }: Exchange): UploadInput {
  const given = new URLSearchParams(query);
  const { conversation, handset, name = '', ...others } = Object.fromEntries(given);
  const place = handset === undefined ? { conversationId: conversation } : { handsetId: handset };
  const input = uploadInput.safeParse({ id, name, ...place, ...others });
  if (!input.success) {
    throw new DomainError('invalid_input', 'bad_upload', 'This is not where a file can be put.');
  }
  return input.data;
}

async function needSession({ resolve }: MediaDoorParts, req: IncomingMessage): Promise<Session> {
  const session = await resolve(req.headers);
  if (!session) throw new DomainError('unauthenticated', 'signed_out', 'You are signed out. Sign in again.');
  return session;
}
