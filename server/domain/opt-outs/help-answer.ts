import { septetsOf } from '../messages/gsm7';
import { replacementFor } from '../messages/transliterate';
import { PLAIN_LETTERS } from './fold-keyword';

/** Septets in one message: an answer to HELP is one, and no more. */
const ONE_MESSAGE = 160;
/** What carriers want to read: who, how to reach them, what it costs, how to stop (CTIA; domain facts, 3.1). */
const TAIL =
  ': write what you need and our team answers here. Message and data rates may apply. Reply STOP to opt out.';
const NAMELESS = 'Help';

/**
 * The answer to HELP, in one GSM-7 message. Names lose what GSM-7 cannot write, and their ends where they
 * are too long.
 * @param of.service null on an office number, which no Service stands behind
 */
export function helpAnswer(of: { organization: string; service: string | null }): string {
  const names = [of.organization, of.service ?? ''].map(inGsm7).filter((name) => name !== '');
  const [organization = '', service] = names;
  const room = ONE_MESSAGE - TAIL.length;
  const both =
    service === undefined || service === organization ? organization : `${organization}, ${service}`;
  return `${cut(both, room) || NAMELESS}${TAIL}`;
}

/** Accents off where GSM-7 lacks the letter; what is left outside it goes. */
function inGsm7(name: string): string {
  const written = [...name.normalize('NFC')].map((char) =>
    septetsOf(char) > 0 ? char : (replacementFor(char) ?? PLAIN_LETTERS.get(char) ?? withoutAccents(char)),
  );
  return written.join('').replace(/\s+/g, ' ').trim();
}

function withoutAccents(char: string): string {
  return [...char.normalize('NFKD')].filter((part) => septetsOf(part) > 0).join('');
}

/** As much of a GSM-7 text as fits into so many septets. */
function cut(text: string, septets: number): string {
  let used = 0;
  let end = 0;
  for (const char of text) {
    used += septetsOf(char);
    if (used > septets) break;
    end += char.length;
  }
  return text.slice(0, end).trimEnd();
}
