import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_FILES, MMS_BUDGET } from './file';
import { planFiles } from './plan-files';

const sized = (...sizes: number[]) => sizes.map((bytes, index) => ({ id: String(index), bytes }));
const fates = (...sizes: number[]) => {
  const plan = planFiles(sized(...sizes));
  const misfits = new Map(plan.dropped.map(({ file, misfit }) => [file.id, misfit]));
  return sizes.map((_, index) => misfits.get(String(index)) ?? 'goes');
};

describe('which files of an MMS go', () => {
  it.each([
    ['one that fills the budget to the byte', [MMS_BUDGET], ['goes']],
    ['one that is a byte over it', [MMS_BUDGET + 1], ['too_big']],
    ['two that fill it together', [MMS_BUDGET - 1, 1], ['goes', 'goes']],
    ['a second one for which there is no room', [MMS_BUDGET, 1], ['goes', 'no_room']],
    ['a small one behind one without room', [2_000_000, 2_000_000, 5], ['goes', 'no_room', 'goes']],
    ['a small one behind one that never fits', [MMS_BUDGET + 1, 5], ['too_big', 'goes']],
    [
      'the eleventh',
      Array.from({ length: 11 }, () => 1),
      [...Array.from({ length: 10 }, () => 'goes'), 'too_many'],
    ],
    ['none at all', [], []],
  ])('%s', (_, sizes, expected) => {
    expect(fates(...sizes)).toEqual(expected);
  });

  const files = fc
    .array(fc.integer({ min: 0, max: 5_000_000 }), { maxLength: 25 })
    .map((sizes) => sized(...sizes));

  it('what goes is never too much, keeps its order, and nothing is forgotten', () => {
    fc.assert(
      fc.property(files, (all) => {
        const { kept, dropped, bytes } = planFiles(all);
        expect(kept.length).toBeLessThanOrEqual(MAX_FILES);
        expect(bytes).toBe(kept.reduce((sum, file) => sum + file.bytes, 0));
        expect(bytes).toBeLessThanOrEqual(MMS_BUDGET);
        expect(kept).toEqual(all.filter((file) => kept.includes(file)));
        expect(kept.length + dropped.length).toBe(all.length);
      }),
    );
  });

  it('is bounded by what the carrier takes, where that is less', () => {
    const carrier = { types: ['image/jpeg'], maxFiles: 2, maxBytes: 600_000 };
    const file = (id: string, bytes: number, contentType = 'image/jpeg') => ({ id, bytes, contentType });
    const plan = planFiles(
      [
        ...[file('pdf', 1, 'application/pdf'), file('large', 600_001), file('a', 400_000)],
        ...[file('b', 200_001), file('c', 200_000), file('d', 1)],
      ],
      carrier,
    );
    expect(plan.kept.map(({ id }) => id)).toEqual(['a', 'c']);
    expect(plan.dropped.map(({ misfit }) => misfit)).toEqual(['type', 'too_big', 'no_room', 'too_many']);
  });

  it('is stable: what goes goes again, whole', () => {
    fc.assert(
      fc.property(files, (all) => {
        const { kept } = planFiles(all);
        expect(planFiles(kept)).toMatchObject({ kept, dropped: [] });
      }),
    );
  });

  it('drops nothing for which there was room when its turn came', () => {
    fc.assert(
      fc.property(files, (all) => {
        const { kept, dropped } = planFiles(all);
        for (const { file } of dropped) {
          const before = kept.filter((other) => all.indexOf(other) < all.indexOf(file));
          const used = before.reduce((sum, other) => sum + other.bytes, 0);
          expect(used + file.bytes > MMS_BUDGET || before.length === MAX_FILES).toBe(true);
        }
      }),
    );
  });
});
