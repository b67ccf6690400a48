/** Lines of cells; `line` counts the file's lines from 1, for whoever must mend one. */
export interface CsvRow {
  line: number;
  cells: string[];
}

/**
 * Reads comma-separated values as RFC 4180 writes them, and as spreadsheets do: also with semicolons or tabs,
 * whichever the first line has most of. Quoted cells may hold separators and line breaks. Empty lines are left
 * out. Linear in the text.
 */
export function parseCsv(text: string): CsvRow[] {
  const separator = separatorOf(text);
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  /** Nothing but white space stands in the cell so far, so that a quote opens it. */
  let blank = true;
  let line = 1;
  let startsAt = 1;
  const endCell = () => {
    cells.push(cell);
    cell = '';
    blank = true;
  };
  const endRow = () => {
    endCell();
    if (cells.some((value) => value.trim() !== '')) rows.push({ line: startsAt, cells });
    cells = [];
    startsAt = line + 1;
  };
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (quoted) {
      if (char === '"' && text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else if (char === '"') quoted = false;
      else {
        if (char === '\n') line += 1;
        cell += char;
      }
    } else if (char === '"' && blank) {
      quoted = true;
      blank = false;
      cell = '';
    } else if (char === separator) endCell();
    else if (char === '\n') {
      endRow();
      line += 1;
    } else if (char !== '\r') {
      blank &&= char.trim() === '';
      cell += char;
    }
  }
  if (cell !== '' || cells.length > 0) endRow();
  return rows;
}

/** The separator that the first line has most of, outside of quotes. */
function separatorOf(text: string): string {
  const counts = new Map([',', ';', '\t'].map((sign) => [sign, 0]));
  let quoted = false;
  for (const char of text) {
    if (char === '\n' && !quoted) break;
    if (char === '"') quoted = !quoted;
    const count = quoted ? undefined : counts.get(char);
    if (count !== undefined) counts.set(char, count + 1);
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}
