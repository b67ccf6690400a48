import { storableText } from '../messages/storable-text';

export interface Originator {
  /** E.164, a short code, or a name as the carrier gave it: what stands for this customer for ever. */
  originator: string;
  kind: 'number' | 'short_code' | 'name';
  /** Only a full number can be written back to (domain facts, trap 36). */
  replyable: boolean;
}

/** UTF-16 units; names have at most 11, and nothing longer shall become a key. */
const LONGEST_NAME = 40;

/**
 * Who a text came from. Only the form is judged, not whether the number exists: a carrier may know
 * ranges that no numbering plan lists yet, and an inbound message is never refused. Digits without "+"
 * are international from ten on (Vonage and SMPP write them so), below that a short code.
 */
export function readOriginator(from: string): Originator {
  const name = storableText(from).replace(/\s+/g, ' ').trim().slice(0, LONGEST_NAME).toWellFormed();
  const compact = name.replace(/[ ().-]/g, '');
  const digits = /^(?:\+|00)?([1-9]\d{6,14})$/.exec(compact)?.[1];
  if (digits !== undefined && (digits !== compact || digits.length >= 10)) {
    return { originator: `+${digits}`, kind: 'number', replyable: true };
  }
  if (/^\d{3,9}$/.test(compact)) return { originator: compact, kind: 'short_code', replyable: false };
  return { originator: name === '' ? 'Unknown' : name, kind: 'name', replyable: false };
}

/**
 * A number for a log: "+1415•••0188". At least three digits are hidden, of anything else all but the
 * first two characters.
 */
export function maskNumber(number: string): string {
  const digits = /^\+(\d{7,15})$/.exec(number)?.[1];
  if (digits === undefined) return `${[...number].slice(0, 2).join('')}•••`;
  const shown = Math.min(4, digits.length - 7);
  return `+${digits.slice(0, shown)}•••${digits.slice(-4)}`;
}
