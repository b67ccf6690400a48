import { foldKeyword } from './fold-keyword';

export type Keyword = 'stop' | 'start' | 'help';

/**
 * What a customer may write, folded (fold-keyword). The English set, with the two French words that
 * carriers obey on US and Canadian numbers. Sources, checked on 2026-11-22: Twilio "Advanced opt-out",
 * Telnyx "Advanced opt-in/out", AWS "Required keywords", 47 CFR 64.1200(a)(10).
 */
const KEYWORDS: Readonly<Record<Keyword, readonly string[]>> = {
  stop: [
    'STOP',
    'STOPALL',
    'UNSUBSCRIBE',
    'CANCEL',
    'END',
    'QUIT',
    'OPTOUT',
    'REMOVE',
    'REVOKE',
    'TD',
    'ARRET',
  ],
  start: ['START', 'UNSTOP', 'YES'],
  help: ['HELP', 'INFO'],
};

/** On toll-free numbers the network decides what opens again, and "yes" does not (Twilio article 360058144374). */
const NOT_ON_TOLL_FREE: readonly string[] = ['YES'];

const MEANINGS: ReadonlyMap<string, Keyword> = new Map(
  (['stop', 'start', 'help'] as const).flatMap((keyword) =>
    KEYWORDS[keyword].map((word) => [word, keyword] as const),
  ),
);

/**
 * The keyword that a customer's text consists of, or null. Only the whole text counts: "stop by at 5?"
 * is no opt-out. "Yes" alone answers 'start' although most people mean something else by it: it can
 * only open what was closed.
 * @param number whether the number written to is toll-free
 */
export function readKeyword(text: string, number: { tollFree: boolean }): Keyword | null {
  const word = foldKeyword(text);
  if (number.tollFree && NOT_ON_TOLL_FREE.includes(word)) return null;
  return MEANINGS.get(word) ?? null;
}
