import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MMS_BUDGET } from './file';
import { planFiles } from './plan-files';
import { LEAST_BUDGET, type ShrinkableFile, shrinkBudgets } from './shrink-budgets';

const picture = (id: string, bytes: number): ShrinkableFile => ({ id, bytes, isPicture: true });
const video = (id: string, bytes: number): ShrinkableFile => ({ id, bytes, isPicture: false });

describe('making files fit', () => {
  it('leaves everything as it is when it fits already', () => {
    expect(shrinkBudgets([picture('a', 1_000_000), video('b', 2_500_000)])).toEqual(new Map());
  });

  it('gives one large picture all the room that the others leave', () => {
    expect(shrinkBudgets([picture('a', 9_000_000), video('b', 1_500_000), picture('c', 500_000)])).toEqual(
      new Map([['a', 1_500_000]]),
    );
  });

  it('lets large pictures share alike, and a small one stay', () => {
    expect(shrinkBudgets([picture('a', 4_000_000), picture('b', 500_000), picture('c', 5_000_000)])).toEqual(
      new Map([
        ['a', 1_500_000],
        ['c', 1_500_000],
      ]),
    );
  });

  it.each([
    ['a video alone is over the budget', [video('a', 3_600_000), picture('b', 50_000)]],
    ['others leave less room than a picture needs', [video('a', 3_490_000), picture('b', 500_000)]],
    ['there are more than ten', Array.from({ length: 11 }, (_, i) => picture(`p${i}`, 1_000))],
  ])('cannot, when %s', (_why, files) => {
    expect(shrinkBudgets(files)).toBeNull();
  });

  const anyFiles = fc.uniqueArray(
    fc.record({ id: fc.uuid(), bytes: fc.integer({ min: 1, max: 25_000_000 }), isPicture: fc.boolean() }),
    { maxLength: 12, selector: ({ id }) => id },
  );

  it('whatever it says makes all of them fit, shrinks only pictures, and none to nothing', () => {
    fc.assert(
      fc.property(anyFiles, (files) => {
        const budgets = shrinkBudgets(files);
        if (!budgets) return;
        const after = files.map((file) => ({ ...file, bytes: budgets.get(file.id) ?? file.bytes }));
        expect(planFiles(after).dropped).toEqual([]);
        for (const [id, budget] of budgets) {
          const file = files.find((one) => one.id === id);
          expect(file?.isPicture).toBe(true);
          expect(budget).toBeLessThan(file?.bytes ?? 0);
          expect(budget).toBeGreaterThanOrEqual(LEAST_BUDGET);
        }
        expect([...after].reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(MMS_BUDGET);
      }),
    );
  });
});
