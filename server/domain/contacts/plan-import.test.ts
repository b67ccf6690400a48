import { expect, it } from 'vitest';
import { parseCsv } from './parse-csv';
import { planImport } from './plan-import';

it('names a row that has more cells than the first row has columns', () => {
  const made = planImport('Name,Number\nConti, Giulia,+39 340 123 4567\nA,+14155550136,,\n', 'US');
  expect(made).toMatchObject({
    faults: [{ line: 2, code: 'bad_row' }],
    contacts: [{ line: 3, name: 'A' }],
  });
});

it('takes a name and a heading on one line, as a form would', () => {
  expect(planImport('"Full\nname",Number,"Two \n lines"\n"A\nB",+14155550136,x', 'US')).toMatchObject({
    contacts: [{ name: 'A B', fields: { 'Two lines': 'x' } }],
  });
});

it('reads quotes in the middle of a cell in linear time', () => {
  const start = performance.now();
  expect(parseCsv(`a${'b"'.repeat(1_000_000)}`)).toHaveLength(1);
  expect(performance.now() - start).toBeLessThan(3000);
});
