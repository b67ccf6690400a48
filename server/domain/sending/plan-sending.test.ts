import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carrierFilesOf } from '../media/carrier-files';
import { MAX_FILES, MMS_BUDGET } from '../media/file';
import { planFiles } from '../media/plan-files';
import { planBatches, planSending, type SendFile } from './plan-sending';

const LIMIT = 4_500;
const picture = (id: string, bytes = 1_000): SendFile => ({
  ...{ id, bytes, name: `${id}.jpg` },
  ...{ contentType: 'image/jpeg', text: null },
});
const textFile = (id: string, text: string): SendFile => ({
  ...{ id, text, bytes: text.length, name: `${id}.txt` },
  contentType: 'text/plain',
});

describe('what one press of Send becomes', () => {
  it('a text and files are an SMS and one MMS (73)', () => {
    const plan = planSending('Look at this', [picture('a'), picture('b')], LIMIT);
    expect(plan.texts).toMatchObject([{ text: 'Look at this', segments: 1, file: null }]);
    expect(plan.mms.kept.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('files alone are no SMS, a text alone is no MMS', () => {
    expect(planSending('  ', [picture('a')], LIMIT).texts).toEqual([]);
    expect(planSending('Hello', [], LIMIT).mms).toEqual({ kept: [], dropped: [], bytes: 0 });
  });

  it('a text file is an SMS of its own behind what was typed, cut at 4,500 characters (74)', () => {
    const words = 'word '.repeat(1_000).trim();
    const plan = planSending('Read this', [textFile('t', words), picture('a')], LIMIT);
    expect(plan.texts.map(({ file, text }) => [file?.id ?? null, text.length <= LIMIT])).toEqual([
      [null, true],
      ['t', true],
      ['t', true],
    ]);
    expect(plan.texts[1]?.segments).toBeGreaterThan(1);
    expect(plan.mms.kept.map(({ id }) => id)).toEqual(['a']);
  });

  it('a carrier that takes less per request gets shorter pieces', () => {
    const plan = planSending('', [textFile('t', 'x'.repeat(4_000))], 1_600);
    expect(plan.texts.map(({ text }) => text.length)).toEqual([1_600, 1_600, 800]);
  });

  const anyFile = fc.oneof(
    fc
      .record({ id: fc.uuid(), bytes: fc.integer({ min: 1, max: 5_000_000 }) })
      .map((f) => picture(f.id, f.bytes)),
    fc.record({ id: fc.uuid(), text: fc.string({ maxLength: 9_000 }) }).map((f) => textFile(f.id, f.text)),
  );

  it('no MMS is over ten files or the budget, and no file is both sent and left out, or neither', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(anyFile, { maxLength: 30 }), (text, files) => {
        const { texts, mms } = planSending(text, files, LIMIT);
        expect(mms.kept.length).toBeLessThanOrEqual(MAX_FILES);
        expect(mms.kept.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(mms.bytes);
        expect(mms.bytes).toBeLessThanOrEqual(MMS_BUDGET);
        expect(texts.every((piece) => piece.text.length <= LIMIT || piece.file === null)).toBe(true);
        const accounted = [...mms.kept, ...mms.dropped.map(({ file }) => file)];
        expect(new Set(accounted)).toEqual(new Set(files.filter((file) => file.text === null)));
      }),
    );
  });

  it('in batches, all that fits an MMS at all goes once, texts with the first, and each fills what an earlier one left', () => {
    const carrier = carrierFilesOf('common');
    fc.assert(
      fc.property(fc.array(anyFile, { maxLength: 30 }), (files) => {
        const batches = planBatches(files, carrier);
        const sendable = files.filter(({ text, bytes }) => text !== null || bytes <= MMS_BUDGET);
        expect(new Set(batches.flat())).toEqual(new Set(sendable));
        expect(batches.flat()).toHaveLength(sendable.length);
        expect(
          batches
            .slice(1)
            .flat()
            .every(({ text }) => text === null),
        ).toBe(true);
        for (const [index, batch] of batches.entries()) {
          const left = files.filter(
            (file) => file.text === null && batches.slice(index).flat().includes(file),
          );
          expect(planFiles(left, carrier).kept).toEqual(batch.filter(({ text }) => text === null));
        }
      }),
    );
  });

  it('in batches, files that fit together are one', () => {
    const carrier = carrierFilesOf('common');
    expect(planBatches([], carrier)).toEqual([]);
    expect(planBatches([picture('big', MMS_BUDGET + 1)], carrier)).toEqual([]);
    const files = [picture('a'), textFile('t', 'Hello'), picture('b', MMS_BUDGET)];
    const ids = planBatches(files, carrier).map((batch) => batch.map(({ id }) => id));
    expect(ids).toEqual([['t', 'a'], ['b']]);
  });
});
