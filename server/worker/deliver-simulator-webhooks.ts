import type { Logger } from 'pino';
import { httpExchange } from '@/server/carriers/http-exchange';
import type { SimulatorInbound } from '@/server/carriers/simulator/protocol';
import { signSimulatorBody } from '@/server/carriers/simulator/sign';
import { simulatorCredentials } from '@/server/carriers/simulator/simulator-carrier';
import { inOrganization } from '@/server/context';
import type { SimulatedInbound } from '@/server/domain/simulator/wire';
import type { MediaTools } from '@/server/media/ingest';
import type { DeliveryTools } from '@/server/usecases/messages/deliver-message';
import {
  claimDueWebhooks,
  type DueWebhook,
  dueOrganizations,
  finishWebhooks,
} from '@/server/usecases/simulator/due-simulator-webhooks';
import { fetchForHandset } from './fetch-for-handset';
import type { Wake } from './wake';

export interface DeliverWebhooksTools extends Pick<DeliveryTools, 'box' | 'openConnection'> {
  /** Our own web process as this one reaches it, such as http://127.0.0.1:3000. */
  webBaseUrl: string;
  /** The path at which a file of a handset's message is fetched. */
  mediaPath(organizationId: number, fileId: string, messageId: string): string;
  media: MediaTools;
}

const ACTOR = { kind: 'job' } as const;
const BATCH = 50;
/** The safety net when a doorbell is lost. */
const POLL_MS = 1_000;
/** Shorter than the claim of a webhook, so that nobody else posts it meanwhile. */
const LIMITS = { connectMs: 2_000, totalMs: 10_000, maxAnswerBytes: 64 * 1024 };

/** Does what the simulated carrier owes (webhooks to post, files to fetch) when it is due, until stopped. */
export async function deliverSimulatorWebhooks(
  tools: DeliverWebhooksTools,
  wake: Wake,
  log: Logger,
): Promise<void> {
  while (!wake.stopped) {
    let nextInMs: number | null = null;
    try {
      const due = await dueOrganizations(tools.box.database);
      for (const id of due.organizationIds) await postDueWebhooks(tools, id);
      nextInMs = due.organizationIds.length > 0 ? 0 : due.nextInMs;
    } catch (error) {
      log.warn({ err: error }, 'cannot do what the simulated carrier owes');
    }
    if (nextInMs !== 0) await wake.sleep(Math.min(nextInMs ?? POLL_MS, POLL_MS));
  }
}

/** One batch of one organization: claim, post or fetch outside any transaction, store what was done. */
export async function postDueWebhooks(tools: DeliverWebhooksTools, organizationId: number): Promise<void> {
  const claimed = await inOrganization(tools.box, organizationId, ACTOR, (ctx) =>
    claimDueWebhooks(ctx, BATCH),
  );
  if (claimed.length === 0) return;
  const posted = await Promise.all(
    sequences(claimed).map((sequence) => postInTurn(tools, organizationId, sequence)),
  );
  await inOrganization(tools.box, organizationId, ACTOR, (ctx) => finishWebhooks(ctx, posted.flat()));
}

/** What must keep its order goes one by one, everything else side by side. */
function sequences(webhooks: readonly DueWebhook[]): DueWebhook[][] {
  const bySequence = new Map<string, DueWebhook[]>();
  for (const webhook of webhooks) {
    const sequence = bySequence.get(webhook.sequence);
    if (sequence) sequence.push(webhook);
    else bySequence.set(webhook.sequence, [webhook]);
  }
  return [...bySequence.values()];
}

async function postInTurn(
  tools: DeliverWebhooksTools,
  organizationId: number,
  webhooks: readonly DueWebhook[],
) {
  const posted: { id: string; taken: boolean }[] = [];
  for (const webhook of webhooks) {
    const taken =
      webhook.body.type === 'fetch'
        ? await fetchForHandset(tools, organizationId, webhook, webhook.body)
        : await post(tools, organizationId, webhook);
    posted.push({ id: webhook.id, taken });
  }
  return posted;
}

/** True when our own webhook answered 2xx. */
async function post(
  tools: DeliverWebhooksTools,
  organizationId: number,
  webhook: DueWebhook,
): Promise<boolean> {
  const { credentials } = tools.openConnection(organizationId, webhook.connection);
  const { secret } = simulatorCredentials.parse(credentials);
  const said =
    webhook.body.type === 'inbound' ? withAddresses(tools, organizationId, webhook.body) : webhook.body;
  const body = JSON.stringify(said);
  const exchange = await httpExchange(
    {
      method: 'POST',
      url: `${tools.webBaseUrl}${webhook.path}`,
      headers: {
        'content-type': 'application/json',
        ...signSimulatorBody(secret, body, tools.box.clock()),
      },
      body,
    },
    LIMITS,
  );
  return exchange.reached === 'answer' && exchange.status >= 200 && exchange.status < 300;
}

/** As much of a name as an address can hold once it is encoded. */
const NAME_IN_ADDRESS = 6_000;

/** The message as it is posted: each file with the address at which it is fetched, on our web process next door. */
function withAddresses(
  { webBaseUrl, mediaPath }: DeliverWebhooksTools,
  organizationId: number,
  { media, ...message }: SimulatedInbound,
): SimulatorInbound {
  return {
    ...message,
    media: media.map(({ fileId, name, contentType }) => ({
      url: `${webBaseUrl}${mediaPath(organizationId, fileId, message.id)}/${encodeURIComponent(name).slice(0, NAME_IN_ADDRESS)}`,
      contentType,
    })),
  };
}
