import type { Carrier, SendOutcome } from '@/server/carriers/carrier';
import { type Box, inOrganization, type VerbContext } from '@/server/context';
import type { Claim } from '@/server/outbox/claim-due';
import { beginHandOver, type HandOverStart, type ReadyMessage } from './begin-hand-over';
import { finishHandOver } from './finish-hand-over';
import { refuseHandOver } from './refuse-hand-over';

/** A connection opened for use: its adapter with its credentials in the clear. */
export interface OpenConnection {
  carrier: Carrier;
  credentials: unknown;
}

export interface DeliveryTools {
  box: Box;
  /** Throws when the credentials cannot be opened (a key of APP_KEYS is gone). */
  openConnection(
    organizationId: number,
    connection: Pick<ReadyMessage['connection'], 'id' | 'kind' | 'sealedCredentials'>,
  ): OpenConnection;
  /** Where the carrier reports on this message. */
  statusUrl(connection: ReadyMessage['connection'], messageId: string): string;
  /** Where the carrier fetches a file of this message. */
  mediaUrl(organizationId: number, fileId: string, messageId: string): string;
  /** Waits before storing an outcome is tried again, while the database is away. */
  pause(attempt: number): Promise<void>;
}

const ACTOR = { kind: 'job' } as const;

/**
 * Hands one claimed message to its carrier: commit `submitting`, call, commit the outcome, the call
 * outside any transaction. Storing the outcome is tried until it is stored; should this process die
 * first, the sweeper finds the message `submitting` and makes it `unknown`, never queued.
 */
export async function deliverMessage(
  tools: DeliveryTools,
  claim: Claim,
): Promise<SendOutcome['kind'] | 'not_ours' | 'refused'> {
  const { box } = tools;
  const start = await inOrganization(box, claim.organizationId, ACTOR, (ctx) => beginHandOver(ctx, claim));
  if (start.kind === 'not_ours') return 'not_ours';
  if (start.kind === 'refused') {
    await store(tools, claim, (ctx) => refuseHandOver(ctx, claim, start.fault));
    return 'refused';
  }
  const outcome = await submit(tools, claim, start);
  await store(tools, claim, (ctx) => finishHandOver(ctx, claim, outcome));
  return outcome.kind;
}

/** About half a minute of trying; after that the lease has ended and the sweeper decides. */
const MAX_STORE_ATTEMPTS = 10;

async function store(
  { box, pause }: DeliveryTools,
  { organizationId }: Claim,
  verb: (ctx: VerbContext) => Promise<void>,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inOrganization(box, organizationId, ACTOR, verb);
    } catch (error) {
      if (attempt >= MAX_STORE_ATTEMPTS) throw error;
      await pause(attempt);
    }
  }
}

async function submit(
  tools: DeliveryTools,
  claim: Claim,
  { message }: Extract<HandOverStart, { kind: 'ready' }>,
): Promise<SendOutcome> {
  let connection: OpenConnection;
  try {
    connection = tools.openConnection(claim.organizationId, message.connection);
  } catch {
    return { kind: 'unauthorized', detail: 'the stored credentials cannot be opened' };
  }
  return connection.carrier.send(connection.credentials, {
    messageId: message.messageId,
    from: message.from,
    to: message.to,
    text: message.text,
    media: message.files.map(({ id, name, contentType }) => ({
      url: tools.mediaUrl(claim.organizationId, id, message.messageId),
      name,
      contentType,
    })),
    statusUrl: tools.statusUrl(message.connection, message.messageId),
  });
}
