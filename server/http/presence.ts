import type { IncomingMessage } from 'node:http';
import type { Session } from '@/server/auth/resolve-session';
import type { VerbContext } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import { presenceInput } from '@/server/domain/presence/inputs';
import type { Presence } from '@/server/events/presence';
import { lookAtConversation } from '@/server/usecases/presence/look-at-conversation';
import type { Handler } from './exchange';
import { readJson } from './read-body';

const BODY_LIMIT = 1024;

export interface PresenceDoorParts {
  presence: Pick<Presence, 'say' | 'lookOf'>;
  resolve(headers: IncomingMessage['headers']): Promise<Session | null>;
  run<T>(session: Session, verb: (ctx: VerbContext) => Promise<T>): Promise<T>;
}

/**
 * POST /api/presence `{tabId, conversationId, typing}`: what one tab of a signed-in person shows. Answers
 * 204; 404 for a conversation that they may not see. The right is checked when a tab comes to a
 * conversation, not at each of its beats: who loses it meanwhile is not heard of by the streams either.
 */
export function presenceHandler({ presence, resolve, run }: PresenceDoorParts): Handler {
  return async (req, res) => {
    const session = await resolve(req.headers);
    if (!session)
      throw new DomainError('unauthenticated', 'signed_out', 'You are signed out. Sign in again.');
    const input = presenceInput.safeParse(await readJson(req, BODY_LIMIT));
    if (!input.success)
      throw new DomainError('invalid_input', 'bad_presence', 'This is not what a tab shows.');
    const { tabId, conversationId, typing } = input.data;
    const { organizationId } = session;
    if (conversationId === null) {
      presence.say({ organizationId, tabId, conversationId });
    } else {
      const tab = { organizationId, tabId, userId: session.user.id, conversationId };
      const inboxId =
        presence.lookOf(tab)?.inboxId ??
        (await run(session, (ctx) => lookAtConversation(ctx, { conversationId }))).inboxId;
      presence.say({ ...tab, inboxId, typing });
    }
    res.writeHead(204).end();
  };
}
