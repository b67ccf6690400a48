import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { httpExchange } from '../../http-exchange';
import { signTwilioWebhook, twilioReceiptParams } from './signed-webhook';
import type { StandInMessage } from './twilio-answers';

/** Status callbacks made for every accepted message, one after the other. */
export const receiptPlan = z.object({
  statuses: z.array(z.object({ status: z.string(), errorCode: z.number().int().optional() })),
  /** Before each of them. */
  delayMs: z.number().int().min(0).default(0),
});
export type ReceiptPlan = z.input<typeof receiptPlan>;

/** Tells what became of messages by signed status callbacks, as Twilio does. */
export class ReceiptSender {
  sent = 0;
  /** Answered by anything but 2xx, or not at all. */
  failed = 0;
  readonly #underWay = new Set<Promise<void>>();
  #plan: z.output<typeof receiptPlan> | null = null;

  /** Holds for messages accepted from now on. */
  follow(plan: ReceiptPlan | null): void {
    this.#plan = plan && receiptPlan.parse(plan);
  }

  start(message: StandInMessage, authToken: string): void {
    if (this.#plan === null) return;
    const work = this.#run(this.#plan, message, authToken);
    this.#underWay.add(work);
    void work.finally(() => this.#underWay.delete(work));
  }

  /** Resolves when no status callback is under way. */
  async done(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  async #run(plan: z.output<typeof receiptPlan>, message: StandInMessage, authToken: string): Promise<void> {
    for (const { status, errorCode } of plan.statuses) {
      await wait(plan.delayMs);
      message.status = status;
      if (message.statusCallback === null) continue;
      const params = twilioReceiptParams({ ...message, messageSid: message.sid, status, errorCode });
      const { url, headers, body } = signTwilioWebhook(authToken, message.statusCallback, params);
      const exchange = await httpExchange({ method: 'POST', url, headers, body });
      this.sent += 1;
      if (exchange.reached !== 'answer' || exchange.status >= 300) this.failed += 1;
    }
  }
}
