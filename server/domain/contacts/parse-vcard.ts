import { storableText } from '../messages/storable-text';

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
      if (name === 'FN') card.name = plainValue(value);
      if (name === 'N') structured = givenAndFamily(value);
      if (name === 'NOTE') card.notes = plainValue(value);
      if (name === 'TEL') {
        card.numbers.push({ number: value.replace(/^tel:/i, '').trim(), label: labelOf(parameters) });
      }
    }
  }
  return cards;
}

interface LogicalLine {
  /** The line at which it begins, from 1. */
  at: number;
  pieces: string[];
  quotedPrintable: boolean;
}

/** A line that begins with white space goes on with the one before; so does one after a `=` of quoted-printable. */
function unfold(text: string): { line: string; at: number }[] {
  const lines: LogicalLine[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const last = lines.at(-1);
    const end = last?.pieces.at(-1) ?? '';
    if (last?.quotedPrintable && end.endsWith('=')) last.pieces.splice(-1, 1, end.slice(0, -1), line);
    else if (last && /^[ \t]/.test(line)) last.pieces.push(line.slice(1));
    else
      lines.push({
        at: index + 1,
        pieces: [line],
        quotedPrintable: /ENCODING=QUOTED-PRINTABLE/i.test(line),
      });
  }
  return lines.map(({ at, pieces }) => ({ at, line: pieces.join('') }));
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
  if (!parameters.includes('QUOTED-PRINTABLE')) return raw;
  return decodeQuotedPrintable(raw, /CHARSET=([\w-]+)/.exec(parameters)?.[1] ?? 'utf-8');
}

/** What is not encoded stays as it is; bytes that mean nothing in the charset, and NUL, become U+FFFD. */
function decodeQuotedPrintable(raw: string, charset: string): string {
  const decoder = decoderOf(charset);
  const text = raw.replace(/(?:=[\da-f]{2})+/gi, (escapes) => {
    const bytes = escapes.slice(1).split('=');
    return decoder.decode(Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 16)));
  });
  return storableText(text);
}

/** UTF-8 for a charset that nobody knows. */
function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}

/** Without the backslashes that versions 3.0 and 4.0 write before separators. */
function plainValue(value: string): string {
  const plain = value.replace(/\\([nN,;\\])/g, (_, sign: string) =>
    sign.toLowerCase() === 'n' ? '\n' : sign,
  );
  return plain.trim();
}

/** Of N, which is still escaped: family name and given name are its first two parts. */
function givenAndFamily(value: string): string {
  const [family = '', given = ''] = value.split(/(?<!\\);/).map(plainValue);
  return `${given} ${family}`.trim();
}

function labelOf(parameters: string): string {
  const known = /\b(CELL|MOBILE|WORK|HOME|MAIN)\b/.exec(parameters)?.[1]?.toLowerCase() ?? '';
  return known === 'cell' ? 'mobile' : known;
}
