import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text';
import { parseCsv } from './parse-csv';
import { parseVCards } from './parse-vcard';
import { type ImportPlan, planImport } from './plan-import';
import { plainCell, writeCsv } from './write-csv';

const cells = (text: string) => parseCsv(text).map((row) => row.cells);
const plan = (text: string, country = 'US') => {
  const made = planImport(text, country);
  if ('refused' in made) throw new Error(made.refused);
  return made;
};
const codes = ({ faults }: ImportPlan) => faults.map(({ line, code }) => [line, code]);

describe('parseCsv', () => {
  it.each([
    [
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a;b\r\nc;d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a\tb', [['a', 'b']]],
    ['"a,""b""\nc",d', [['a,"b"\nc', 'd']]],
    ['a,,\n\n,\nb', [['a', '', ''], ['b']]],
    ['"never closed', [['never closed']]],
    ['', []],
  ])('%j', (text, expected) => {
    expect(cells(text)).toEqual(expected);
  });

  it('counts lines as an editor does, also behind a cell of several lines', () => {
    expect(parseCsv('a\n"b\nc"\nd').map(({ line }) => line)).toEqual([1, 2, 4]);
  });

  it('reads back what was written, and nothing of it is a formula', () => {
    const row = fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        const kept = rows.filter((line) => line.some((cell) => cell.trim() !== ''));
        const text = writeCsv(kept);
        const read = cells(text);
        expect(read.map((line) => line.map(plainCell))).toEqual(kept);
        expect(read.flat().some((cell) => /^\s*[=+\-@]/.test(cell))).toBe(false);
      }),
    );
  });
});

describe('parseVCards', () => {
  it('reads names, numbers and notes of all versions', () => {
    const cards = parseVCards(
      [
        'BEGIN:VCARD',
        'VERSION:3.0',
        'FN:Giulia Conti',
        'item1.TEL;TYPE=CELL:+39 340 123 4567',
        'TEL;TYPE=WORK,VOICE:+39 06 1234',
        'NOTE:Prefers texts\\, after 9\\nGate',
        ' code 4471',
        'END:VCARD',
        'BEGIN:VCARD',
        'VERSION:2.1',
        'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCll=',
        'er;J=C3=BCrgen',
        'TEL;CELL:tel:+4915112345678',
        'END:VCARD',
        'BEGIN:VCARD',
        'FN:Never ended',
      ].join('\r\n'),
    );
    expect(cards).toEqual([
      {
        line: 1,
        name: 'Giulia Conti',
        numbers: [
          { number: '+39 340 123 4567', label: 'mobile' },
          { number: '+39 06 1234', label: 'work' },
        ],
        notes: 'Prefers texts, after 9\nGatecode 4471',
      },
      { line: 9, name: 'Jürgen Müller', numbers: [{ number: '+4915112345678', label: 'mobile' }], notes: '' },
    ]);
  });
});

describe('decodeText', () => {
  it('takes UTF-8 and marked UTF-16, and nothing that would have to be guessed', () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Zoë', 'utf16le')]);
    expect(decodeText(Buffer.from('Zoë'))).toBe('Zoë');
    expect(decodeText(Buffer.from('\ufeffZoë'))).toBe('Zoë');
    expect(decodeText(utf16)).toBe('Zoë');
    expect(decodeText(Buffer.from('Zo\xeb', 'latin1'))).toBeNull();
    expect(decodeText(Buffer.from('Zo\u0000'))).toBeNull();
  });
});

describe('planImport', () => {
  it('knows the usual columns; others are fields of one’s own', () => {
    const { contacts, faults } = plan(
      'First Name;Last Name;Mobile;Phone 2;Tags;Customer No\nAda;Byron;415 555 0132;+44 7400 123456;VIP, new;A-17',
    );
    expect(faults).toEqual([]);
    expect(contacts).toEqual([
      {
        line: 2,
        name: 'Ada Byron',
        numbers: [
          { customer: '+14155550132', label: 'mobile' },
          { customer: '+447400123456', label: '' },
        ],
        notes: '',
        labels: ['VIP', 'new'],
        fields: { 'Customer No': 'A-17' },
      },
    ]);
  });

  it('refuses what a spreadsheet has spoiled, and each other row with its reason', () => {
    const made = plan(
      [
        'Name,Number',
        'Spoiled,"3,93E+11"',
        'Spoiled too,4.15E10',
        'Narrow column,#####',
        'Not a number,call me',
        'Nobody,',
        ',+14155550133',
        'First,+1 415 555 0134',
        'Again,(415) 555-0134',
        `${'x'.repeat(130)},+14155550135`,
      ].join('\n'),
    );
    expect(codes(made)).toEqual([
      [2, 'damaged_number'],
      [3, 'damaged_number'],
      [4, 'damaged_number'],
      [5, 'bad_number'],
      [6, 'no_number'],
      [7, 'no_name'],
      [9, 'twice'],
      [10, 'too_long'],
    ]);
    expect(made.contacts.map(({ name }) => name)).toEqual(['First']);
  });

  it('takes back what an export wrote', () => {
    const text = writeCsv([
      ['Name', 'Number', 'Notes'],
      ['=cmd()', '+14155550136', '-1 day'],
    ]);
    expect(plan(text).contacts).toMatchObject([
      { name: '=cmd()', numbers: [{ customer: '+14155550136' }], notes: '-1 day' },
    ]);
  });

  it.each([
    ['', 'no_rows'],
    ['Name,Street\nA,B', 'no_number_column'],
    [`Number\n${'+14155550100\n'.repeat(20_001)}`, 'too_many_rows'],
  ])('refuses a file without sense as a whole', (text, refused) => {
    expect(planImport(text, 'US')).toEqual({ refused });
  });
});
