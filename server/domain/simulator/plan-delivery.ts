import type { SendFault } from '../sending/send-fault';
import type { HandsetBehaviour } from './handset';

/** A report that the simulated carrier will make. */
export interface PlannedReceipt {
  status: 'sent' | 'delivered' | 'undelivered';
  fault?: SendFault;
  afterMs: number;
}

export type DeliveryPlan =
  | { accepted: false; fault: SendFault }
  | {
      accepted: true;
      /** When the handset shows the text; null = it never does. */
      arrivesAfterMs: number | null;
      receipts: PlannedReceipt[];
      /** How often each report is made. */
      copies: 1 | 2;
    };

const SENT_AFTER_MS = 100;
const SETTLED_AFTER_MS = 500;
/** How late everything is on a slow handset. */
export const SLOW_BY_MS = 4_000;

/**
 * What the simulated network does with a text to a handset, as carriers do it.
 * @param behaviour null: no handset has this number, which its carrier finds out only after accepting
 */
export function planDelivery(behaviour: HandsetBehaviour | null): DeliveryPlan {
  if (behaviour?.landline) return { accepted: false, fault: 'landline' };
  const lateBy = behaviour?.slow ? SLOW_BY_MS : 0;
  const arrives = behaviour !== null && !behaviour.fails;
  const sent = { status: 'sent' } as const;
  const settled = arrives
    ? ({ status: 'delivered' } as const)
    : ({ status: 'undelivered', fault: 'unreachable' } as const);
  const [first, second] = behaviour?.receiptsOutOfOrder ? [settled, sent] : [sent, settled];
  return {
    accepted: true,
    arrivesAfterMs: arrives ? lateBy : null,
    receipts: behaviour?.noReceipts
      ? []
      : [
          { ...first, afterMs: lateBy + SENT_AFTER_MS },
          { ...second, afterMs: lateBy + SETTLED_AFTER_MS },
        ],
    copies: behaviour?.deliversTwice ? 2 : 1,
  };
}
