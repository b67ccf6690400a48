import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseLanes } from './choose-lanes';

const row = fc.record({ lane: fc.constantFrom<0 | 1>(0, 1), id: fc.uuid() });

describe('chooseLanes', () => {
  it('lets a person pass a bulk job', () => {
    const rows = [{ lane: 1 as const }, { lane: 1 as const }, { lane: 0 as const }];
    expect(chooseLanes(rows, 1, 0).chosen).toEqual([{ lane: 0 }]);
  });

  it('gives bulk every fifth slot while people keep sending', () => {
    const rows = [...Array(10).fill({ lane: 0 }), ...Array(10).fill({ lane: 1 })] as { lane: 0 | 1 }[];
    expect(chooseLanes(rows, 10, 0).chosen.map((r) => r.lane)).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
  });

  it('remembers the run from one claim to the next', () => {
    const rows = [{ lane: 0 as const }, { lane: 1 as const }];
    let run = 0;
    const sent: number[] = [];
    for (let i = 0; i < 10; i += 1) {
      const result = chooseLanes(rows, 1, run);
      run = result.interactiveRun;
      sent.push(...result.chosen.map((r) => r.lane));
    }
    expect(sent).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 0, 1]);
  });

  it('never sends a row twice, never idles while something waits, and keeps the order within a lane', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), fc.nat(50), fc.nat(4), (rows, count, run) => {
        const { chosen } = chooseLanes(rows, count, run);
        expect(chosen).toHaveLength(Math.min(count, rows.length));
        expect(new Set(chosen).size).toBe(chosen.length);
        for (const lane of [0, 1]) {
          const wanted = rows.filter((r) => r.lane === lane);
          const got = chosen.filter((r) => r.lane === lane);
          expect(got).toEqual(wanted.slice(0, got.length));
        }
      }),
    );
  });
});
