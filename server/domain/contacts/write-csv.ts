/**
 * Rows as comma-separated values (RFC 4180). A cell that a spreadsheet would run as a formula gets a `'` in
 * front (OWASP "CSV injection": = + - @, tab, line breaks; also behind white space): of "+39…" too, which is a
 * formula to a spreadsheet. plainCell takes it off again.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `${cells.map(writeCell).join(',')}\r\n`).join('');
}

function writeCell(value: string): string {
  const safe = /^'*[\s]*[=+\-@]/.test(value) || /[\r\n\t][\s]*[=+\-@]/.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** A cell without the mark that writeCsv set before a formula. */
export function plainCell(value: string): string {
  return value.startsWith("'") ? value.slice(1) : value;
}
