import type { Carrier, SendOutcome } from '@/server/carriers/carrier';
import { type Box, inOrganization } from '@/server/context';
import type { Claim } from '@/server/outbox/claim-due';
import { beginHandOver, type HandOverStart, type ReadyMessage } from './begin-hand-over';
import { finishHandOver } from './finish-hand-over';

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
  /** Waits before storing an outcome is tried again, while the database is away. */
  pause(attempt: number): Promise<void>;
}

const ACTOR = { kind: 'job' } as const;
const REFUSED: Record<'opted_out' | 'expired', SendOutcome> = {
  opted_out: { kind: 'rejected', fault: 'opted_out', carrierCode: null, detail: 'opted out before it left' },
  expired: { kind: 'rejected', fault: 'expired', carrierCode: null, detail: 'waited too long in the queue' },
};

/**
 * Hands one claimed message to its carrier: commit `submitting`, call, commit the outcome, the call
 * outside any transaction. Storing the outcome is tried until it is stored; should this process die
 * first, the sweeper finds the message `submitting` and makes it `unknown`, never queued.
 */
export async function deliverMessage(
  tools: DeliveryTools,
  claim: Claim,
): Promise<SendOutcome['kind'] | 'not_ours'> {
  const { box } = tools;
  const start = await inOrganization(box, claim.organizationId, ACTOR, (ctx) => beginHandOver(ctx, claim));
  if (start.kind === 'not_ours') return 'not_ours';
  const outcome = start.kind === 'ready' ? await submit(tools, claim, start) : REFUSED[start.kind];
  for (let attempt = 1; ; attempt += 1) {
    try {
      await inOrganization(box, claim.organizationId, ACTOR, (ctx) => finishHandOver(ctx, claim, outcome));
      return outcome.kind;
    } catch (error) {
      if (attempt >= MAX_STORE_ATTEMPTS) throw error;
      await tools.pause(attempt);
    }
  }
}

/** About half a minute of trying; after that the lease has ended and the sweeper decides. */
const MAX_STORE_ATTEMPTS = 10;

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
    statusUrl: tools.statusUrl(message.connection, message.messageId),
  });
}
