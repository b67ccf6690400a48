import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HandsetBehaviour, ORDINARY_BEHAVIOUR } from './handset';
import { planDelivery, SLOW_BY_MS } from './plan-delivery';

const plan = (behaviour: Partial<HandsetBehaviour>) => planDelivery({ ...ORDINARY_BEHAVIOUR, ...behaviour });
const statuses = (behaviour: Partial<HandsetBehaviour>) => {
  const planned = plan(behaviour);
  return planned.accepted ? planned.receipts.map(({ status }) => status) : [];
};

describe('the simulated network', () => {
  it('shows a text at once on an ordinary handset, and reports sent, then delivered', () => {
    expect(plan({})).toMatchObject({ accepted: true, arrivesAfterMs: 0, copies: 1 });
    expect(statuses({})).toEqual(['sent', 'delivered']);
  });

  it('refuses a landline before it accepts anything', () => {
    expect(plan({ landline: true, slow: true })).toEqual({ accepted: false, fault: 'landline' });
  });

  it('accepts texts to nobody, and reports that they did not arrive', () => {
    expect(planDelivery(null)).toMatchObject({
      accepted: true,
      arrivesAfterMs: null,
      receipts: [{ status: 'sent' }, { status: 'undelivered', fault: 'unreachable' }],
    });
  });

  it('shows nothing on a handset that fails', () => {
    expect(plan({ fails: true })).toMatchObject({ arrivesAfterMs: null });
    expect(statuses({ fails: true })).toEqual(['sent', 'undelivered']);
  });

  it('turns the order of the reports around on demand', () => {
    expect(statuses({ receiptsOutOfOrder: true })).toEqual(['delivered', 'sent']);
    expect(statuses({ receiptsOutOfOrder: true, fails: true })).toEqual(['undelivered', 'sent']);
  });

  it('keeps every combination of switches consistent', () => {
    const behaviours = fc.record({
      noReceipts: fc.boolean(),
      fails: fc.boolean(),
      slow: fc.boolean(),
      landline: fc.boolean(),
      deliversTwice: fc.boolean(),
      receiptsOutOfOrder: fc.boolean(),
      losesFiles: fc.boolean(),
      liesAboutTypes: fc.boolean(),
    });
    fc.assert(
      fc.property(behaviours, (behaviour) => {
        const planned = planDelivery(behaviour);
        expect(planned.accepted).toBe(!behaviour.landline);
        if (!planned.accepted) return;
        const delays = planned.receipts.map(({ afterMs }) => afterMs);
        expect(delays).toEqual([...delays].sort((a, b) => a - b));
        expect(delays.every((delay) => delay >= SLOW_BY_MS)).toBe(behaviour.slow || behaviour.noReceipts);
        expect(planned.receipts).toHaveLength(behaviour.noReceipts ? 0 : 2);
        expect(planned.receipts.some(({ status }) => status === 'delivered')).toBe(
          !behaviour.fails && !behaviour.noReceipts,
        );
        expect(planned.arrivesAfterMs === null).toBe(behaviour.fails);
        expect(planned.copies).toBe(behaviour.deliversTwice ? 2 : 1);
      }),
    );
  });
});
