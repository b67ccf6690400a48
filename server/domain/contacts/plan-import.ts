import { readPhoneNumber } from '../numbers/read-phone-number';
import { CONTACT_LIMITS, type ContactNumber } from './contact';
import { type CsvRow, parseCsv } from './parse-csv';
import { parseVCards } from './parse-vcard';
import { plainCell } from './write-csv';

export interface PlannedContact {
  line: number;
  name: string;
  numbers: ContactNumber[];
  notes: string;
  labels: string[];
  fields: Record<string, string>;
}

export interface ImportFault {
  line: number;
  code: 'damaged_number' | 'bad_number' | 'no_number' | 'no_name' | 'too_long' | 'twice' | 'bad_row';
  message: string;
}

export interface ImportPlan {
  contacts: PlannedContact[];
  faults: ImportFault[];
}

export type ImportRefusal = { refused: 'no_rows' | 'no_number_column' | 'too_many_rows' };

/** More than these are an upload by mistake. */
const IMPORT_ROWS = 20_000;
const COLUMNS = 60;
const LABELS = 20;

/** What columns are called, folded. Anything else is a field of the organization's own. */
const HEADINGS: Readonly<Record<string, 'name' | 'first' | 'last' | 'number' | 'notes' | 'labels'>> = {
  name: 'name',
  'full name': 'name',
  'display name': 'name',
  'first name': 'first',
  'given name': 'first',
  'last name': 'last',
  'family name': 'last',
  surname: 'last',
  number: 'number',
  phone: 'number',
  'phone number': 'number',
  mobile: 'number',
  'mobile phone': 'number',
  telephone: 'number',
  tel: 'number',
  notes: 'notes',
  note: 'notes',
  labels: 'labels',
  label: 'labels',
  tags: 'labels',
};

/**
 * What an import of a CSV or vCard file would make, and which of its rows it cannot take and why. Nothing is
 * guessed: a number that a spreadsheet has spoiled is refused, not repaired.
 * @param country ISO 3166-1 alpha-2: what numbers without "+" are read with
 */
export function planImport(text: string, country: string): ImportPlan | ImportRefusal {
  const isCards = /^\s*BEGIN:VCARD/i.test(text);
  const drafts = isCards ? draftsOfCards(text) : draftsOfRows(parseCsv(text));
  if ('refused' in drafts) return drafts;
  if (drafts.length === 0) return { refused: 'no_rows' };
  if (drafts.length > IMPORT_ROWS) return { refused: 'too_many_rows' };
  const plan: ImportPlan = { contacts: [], faults: [] };
  const seen = new Map<string, number>();
  for (const draft of drafts) {
    const made = makeContact(draft, country, seen);
    if ('code' in made) plan.faults.push(made);
    else {
      for (const { customer } of made.numbers) seen.set(customer, made.line);
      plan.contacts.push(made);
    }
  }
  return plan;
}

type Draft = Omit<PlannedContact, 'numbers'> & {
  numbers: { number: string; label: string }[];
  /** There are cells behind the last column. */
  overflows?: boolean;
};

/** As a name is entered in a form. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function draftsOfCards(text: string): Draft[] {
  return parseVCards(text).map((card) => ({ ...card, labels: [], fields: {} }));
}

function draftsOfRows(rows: CsvRow[]): Draft[] | ImportRefusal {
  const [head, ...body] = rows;
  if (!head) return [];
  const titles = head.cells.slice(0, COLUMNS).map((cell) => oneLine(plainCell(cell)));
  const meanings = titles.map((title) => HEADINGS[title.toLowerCase().replace(/ ?\d+$/, '')] ?? 'field');
  if (!meanings.includes('number')) return { refused: 'no_number_column' };
  return body.map(({ line, cells }) => {
    const draft: Draft = { line, name: '', numbers: [], notes: '', labels: [], fields: {} };
    const parts = { first: '', last: '' };
    for (const [place, meaning] of meanings.entries()) {
      const value = plainCell((cells[place] ?? '').trim()).trim();
      if (value === '') continue;
      if (meaning === 'name') draft.name = value;
      else if (meaning === 'first' || meaning === 'last') parts[meaning] = value;
      else if (meaning === 'number') draft.numbers.push({ number: value, label: labelOf(titles[place]) });
      else if (meaning === 'notes') draft.notes = value;
      else if (meaning === 'labels') draft.labels = value.split(/[,;|]/).map((label) => label.trim());
      else draft.fields[titles[place] || `Column ${place + 1}`] = value;
    }
    const overflows = cells.slice(titles.length).some((cell) => cell.trim() !== '');
    return { ...draft, name: draft.name || `${parts.first} ${parts.last}`, overflows };
  });
}

/** "Mobile" says which of several numbers it is; "Number 2" does not. */
function labelOf(title = ''): string {
  const word = title.toLowerCase().split(' ')[0] ?? '';
  return word === 'mobile' || word === 'work' || word === 'home' ? word : '';
}

function makeContact(
  { overflows = false, ...draft }: Draft,
  country: string,
  seen: ReadonlyMap<string, number>,
): PlannedContact | ImportFault {
  const { line } = draft;
  const fault = (code: ImportFault['code'], message: string): ImportFault => ({ line, code, message });
  if (overflows) {
    return fault('bad_row', 'This row has more cells than there are columns. Is a quotation mark missing?');
  }
  if (draft.numbers.length === 0) return fault('no_number', 'There is no number in this row.');
  const numbers: ContactNumber[] = [];
  for (const { number, label } of draft.numbers) {
    if (isDamaged(number)) {
      return fault(
        'damaged_number',
        `A spreadsheet has spoiled the number ${number}. Format the column as text and export it again.`,
      );
    }
    // A contact may have a landline too.
    const read = readPhoneNumber(number, country);
    if (!read.ok) return fault('bad_number', read.message);
    const before = seen.get(read.e164);
    if (before !== undefined) return fault('twice', `The same number stands in line ${before}.`);
    if (!numbers.some(({ customer }) => customer === read.e164)) numbers.push({ customer: read.e164, label });
  }
  const name = oneLine(draft.name);
  if (name === '') return fault('no_name', 'There is no name in this row.');
  const long =
    name.length > CONTACT_LIMITS.name ||
    draft.notes.length > CONTACT_LIMITS.notes ||
    numbers.length > CONTACT_LIMITS.numbers ||
    draft.labels.length > LABELS ||
    Object.keys(draft.fields).length > CONTACT_LIMITS.fields ||
    Object.entries(draft.fields).some(
      ([key, value]) => key.length > 40 || value.length > CONTACT_LIMITS.field,
    );
  if (long) return fault('too_long', 'Something in this row is too long, or there is too much of it.');
  return { ...draft, name, numbers, labels: [...new Set(draft.labels.filter(Boolean))] };
}

/** `3,93E+11`, `3.93e11`, `#####`: what spreadsheets make of numbers when nobody looks. */
function isDamaged(number: string): boolean {
  return /^\s*\d+([.,]\d+)?E\+?\d+\s*$/i.test(number) || /^#+$/.test(number.trim());
}
