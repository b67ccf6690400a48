/**
 * A line that a spreadsheet would run (OWASP "CSV injection": = + - @ and their full-width forms, also behind
 * white space; tab), or one that looks as if writeCsv had marked it.
 */
const FORMULA = /^['\s]*[=+\-@＝＋－＠]|^'*\t/;

/**
 * Rows as comma-separated values (RFC 4180), every cell in quotes. Each line of a cell that a spreadsheet would
 * run as a formula gets a `'` in front: "+39…" too. plainCell takes exactly those off again.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(writeCell).join(',')}\r\n`).join('');
}

function writeCell(value: string): string {
  const safe = mapLines(value, (line) => (FORMULA.test(line) ? `'${line}` : line));
  return `"${safe.replaceAll('"', '""')}"`;
}

/** A cell without the marks that writeCsv set before formulas; any other `'` stays: 't Hart is a name. */
export function plainCell(value: string): string {
  return mapLines(value, (line) =>
    line.startsWith("'") && FORMULA.test(line.slice(1)) ? line.slice(1) : line,
  );
}

function mapLines(value: string, change: (line: string) => string): string {
  // Line ends stand in the odd places, and stay.
  return value
    .split(/([\r\n])/)
    .map((line, place) => (place % 2 === 0 ? change(line) : line))
    .join('');
}
