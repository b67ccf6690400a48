import type { Logger } from 'pino';
import { type Claim, claimDue } from '@/server/outbox/claim-due';
import { releaseClaims } from '@/server/outbox/release-claims';
import { untilNextDue } from '@/server/outbox/until-next-due';
import { type DeliveryTools, deliverMessage } from '@/server/usecases/messages/deliver-message';
import { Places } from './places';
import type { Wake } from './wake';

/** Hand-overs under way at once; each waits mostly for the carrier. */
const CONCURRENCY = 64;
/** Of these, at most about so many for one number. */
const PER_NUMBER = 24;
const BATCH = 20;
/** The safety net when a doorbell is lost. */
const POLL_MS = 1_000;

/**
 * Claims what is due and hands it over, until stopped. On stop nothing more is claimed, what was only
 * claimed is given back, and what is under way is finished.
 */
export async function dispatchOutbox(tools: DeliveryTools, wake: Wake, log: Logger): Promise<void> {
  const { database } = tools.box;
  const underWay = new Set<Promise<void>>();
  const places = new Places(CONCURRENCY, PER_NUMBER);
  while (!wake.stopped) {
    const claims = await claimSafely();
    for (const claim of claims) hand(claim);
    if (claims.length > 0) continue;
    await wake.sleep(await nap());
  }
  await Promise.all(underWay);

  async function claimSafely(): Promise<Claim[]> {
    if (places.free === 0) return [];
    try {
      const claims = await claimDue(database, Math.min(BATCH, places.free), places.fullNumbers());
      if (!wake.stopped) return claims;
      await releaseClaims(database, claims);
    } catch (error) {
      log.warn({ err: error }, 'cannot claim messages');
    }
    return [];
  }

  function hand(claim: Claim): void {
    places.take(claim.numberId);
    const handing = deliverMessage(tools, claim)
      .then(
        (outcome) => log.debug({ messageId: claim.messageId, outcome }, 'handed over'),
        (error) => log.error({ err: error, messageId: claim.messageId }, 'hand-over not stored'),
      )
      .finally(() => {
        underWay.delete(handing);
        if (places.giveBack(claim.numberId)) wake.up();
      });
    underWay.add(handing);
  }

  async function nap(): Promise<number> {
    // With all places taken the hand-overs under way wake us; else the next paced slot may be near.
    if (places.free === 0) return POLL_MS;
    try {
      const wait = await untilNextDue(database, places.fullNumbers());
      // Due already but not claimed: its sender is locked by another worker.
      return wait === null ? POLL_MS : Math.min(POLL_MS, Math.max(wait, 20));
    } catch {
      return POLL_MS;
    }
  }
}
