/** What of a card makes a contact. */
export interface VCard {
  /** The line at which it begins, from 1. */
  line: number;
  name: string;
  numbers: { number: string; label: string }[];
  notes: string;
}

/**
 * Reads vCards 2.1, 3.0 and 4.0 (RFC 6350): FN or N, TEL, NOTE, with folded lines and quoted-printable. What
 * else a card holds is passed over. Linear in the text.
 */
export function parseVCards(text: string): VCard[] {
  const cards: VCard[] = [];
  let card: VCard | null = null;
  let structured = '';
  for (const { line, at } of unfold(text)) {
    const { name, parameters, value } = readProperty(line);
    if (name === 'BEGIN' && value.toUpperCase() === 'VCARD') {
      card = { line: at, name: '', numbers: [], notes: '' };
      structured = '';
    } else if (name === 'END' && card) {
      cards.push({ ...card, name: card.name || structured });
      card = null;
    } else if (card) {
      if (name === 'FN') card.name = value.trim();
      if (name === 'N') structured = givenAndFamily(value);
      if (name === 'NOTE') card.notes = value.trim();
      if (name === 'TEL') {
        card.numbers.push({ number: value.replace(/^tel:/i, '').trim(), label: labelOf(parameters) });
      }
    }
  }
  return cards;
}

/** A line that begins with white space goes on with the one before; so does one after a `=` of quoted-printable. */
function unfold(text: string): { line: string; at: number }[] {
  const lines: { line: string; at: number }[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const last = lines.at(-1);
    const soft = last && /ENCODING=QUOTED-PRINTABLE/i.test(last.line) && last.line.endsWith('=');
    if (last && soft) last.line = last.line.slice(0, -1) + line;
    else if (last && /^[ \t]/.test(line)) last.line += line.slice(1);
    else lines.push({ line, at: index + 1 });
  }
  return lines;
}

function readProperty(line: string): { name: string; parameters: string; value: string } {
  const colon = line.indexOf(':');
  const head = colon === -1 ? line : line.slice(0, colon);
  const raw = colon === -1 ? '' : line.slice(colon + 1);
  const [first = '', ...parameters] = head.split(';');
  // "item1.TEL" is a TEL in a group.
  const name = (first.split('.').at(-1) ?? '').toUpperCase();
  const written = parameters.join(';').toUpperCase();
  return { name, parameters: written, value: decodeValue(raw, written) };
}

function decodeValue(raw: string, parameters: string): string {
  if (parameters.includes('QUOTED-PRINTABLE')) return decodeQuotedPrintable(raw);
  return raw.replace(/\\([nN,;\\])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign));
}

function decodeQuotedPrintable(raw: string): string {
  const bytes: number[] = [];
  for (let at = 0; at < raw.length; at += 1) {
    const code = /^=[0-9a-fA-F]{2}/.test(raw.slice(at, at + 3)) ? raw.slice(at + 1, at + 3) : null;
    if (code === null) bytes.push(...new TextEncoder().encode(raw[at]));
    else {
      bytes.push(Number.parseInt(code, 16));
      at += 2;
    }
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

function givenAndFamily(value: string): string {
  const [family = '', given = ''] = value.split(';').map((part) => part.trim());
  return `${given} ${family}`.trim();
}

function labelOf(parameters: string): string {
  const known = /\b(CELL|MOBILE|WORK|HOME|MAIN)\b/.exec(parameters)?.[1]?.toLowerCase() ?? '';
  return known === 'cell' ? 'mobile' : known;
}
