import type { Logger } from 'pino';
import { httpExchange } from '@/server/carriers/http-exchange';
import { signSimulatorBody } from '@/server/carriers/simulator/sign';
import { simulatorCredentials } from '@/server/carriers/simulator/simulator-carrier';
import { inOrganization } from '@/server/context';
import type { DeliveryTools } from '@/server/usecases/messages/deliver-message';
import {
  claimDueWebhooks,
  type DueWebhook,
  dueOrganizations,
  finishWebhooks,
} from '@/server/usecases/simulator/due-simulator-webhooks';
import type { Wake } from './wake';

export interface DeliverWebhooksTools extends Pick<DeliveryTools, 'box' | 'openConnection'> {
  /** Our own web process as this one reaches it, such as http://127.0.0.1:3000. */
  webBaseUrl: string;
}

const ACTOR = { kind: 'job' } as const;
const BATCH = 50;
/** The safety net when a doorbell is lost. */
const POLL_MS = 1_000;
/** Shorter than the claim of a webhook, so that nobody else posts it meanwhile. */
const LIMITS = { connectMs: 2_000, totalMs: 10_000, maxAnswerBytes: 64 * 1024 };

/** Posts the webhooks that the simulated carrier owes us, when they are due, until stopped. */
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
      log.warn({ err: error }, 'cannot post webhooks of the simulator');
    }
    if (nextInMs !== 0) await wake.sleep(Math.min(nextInMs ?? POLL_MS, POLL_MS));
  }
}

/** One batch of one organization: claim, post outside any transaction, store what was taken in. */
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
    posted.push({ id: webhook.id, taken: await post(tools, organizationId, webhook) });
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
  const exchange = await httpExchange(
    {
      method: 'POST',
      url: `${tools.webBaseUrl}${webhook.path}`,
      headers: {
        'content-type': 'application/json',
        ...signSimulatorBody(secret, webhook.body, tools.box.clock()),
      },
      body: webhook.body,
    },
    LIMITS,
  );
  return exchange.reached === 'answer' && exchange.status >= 200 && exchange.status < 300;
}
