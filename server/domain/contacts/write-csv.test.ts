import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCsv } from './parse-csv';
import { planImport } from './plan-import';
import { plainCell, writeCsv } from './write-csv';

/** What a spreadsheet would run: at the beginning of any line of a cell, behind white space too. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^\t/;

const cell = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '＝', '\t', '\r', '\n', ' ', '"', ',', 'a') }),
);

describe('writeCsv', () => {
  it('leaves nothing that is a formula, on no line of a cell', () => {
    fc.assert(
      fc.property(cell, (value) => {
        const [read = ''] = parseCsv(writeCsv([[value, 'x']]))[0]?.cells ?? [];
        for (const line of read.split(/[\r\n]/)) expect(line).not.toMatch(FORMULA);
      }),
    );
  });

  it('is read back by parseCsv and plainCell exactly, marks and all', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (pairs) => {
        const rows = pairs.map(([a, b]) => [a, b, 'x']);
        const read = parseCsv(writeCsv(rows)).map(({ cells }) => cells.map(plainCell));
        expect(read).toEqual(rows);
      }),
    );
  });

  it.each([["'t Hart"], ["''"], ["'=x"], ['a\n=x'], ['\t'], ['+39 340'], ["' =x"]])('keeps %j', (value) => {
    expect(plainCell(parseCsv(writeCsv([[value, 'x']]))[0]?.cells[0] ?? '')).toBe(value);
  });

  it('gives contacts back to an import, whatever they are called', () => {
    const name = cell.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '');
    fc.assert(
      fc.property(name, name, (own, city) => {
        const text = writeCsv([
          ['Name', 'Number', 'City'],
          [own, '+14155550136', city],
        ]);
        expect(planImport(text, 'US')).toMatchObject({
          contacts: [{ name: own, numbers: [{ customer: '+14155550136' }], fields: { City: city } }],
        });
      }),
    );
  });
});
