import type { Keyword } from './keywords';

type KeywordSet = Readonly<Partial<Record<Keyword, readonly string[]>>>;

/**
 * What a customer may write, as people write it; read it folded (fold-keyword). Checked on 2026-11-23.
 *
 * Everywhere: the English set, with the French word that US and Canadian carriers obey. Sources: Twilio
 * "Advanced opt-out", Telnyx "Advanced opt-in/out", AWS "Required keywords", 47 CFR 64.1200(a)(10).
 *
 * Only these words open again. A word that half opens is worse than one that does not: who stopped is told
 * to answer START, and other languages know it too.
 */
export const EVERYWHERE: KeywordSet = {
  stop: [
    ...['stop', 'stop all', 'unsubscribe', 'cancel', 'end', 'quit', 'opt out', 'remove', 'revoke'],
    ...['TD', 'arrêt'],
  ],
  start: ['start', 'unstop', 'yes'],
  help: ['help', 'info'],
};

/** On toll-free numbers the network decides what opens again, and "yes" does not (Twilio article 360058144374). */
export const NOT_ON_TOLL_FREE: readonly string[] = ['yes'];

/**
 * Sources: French by the Canadian CWTA guidelines (ARRET, AIDE); arrêter, stoppen, afmeld, stopp, avsluta,
 * sustabdyti and pagalba from the carriers' country pages (domain facts, 3.1). The others are the ordinary
 * words of the language for the same, not taken from a carrier's list: check them before relying on them.
 */
const LANGUAGES = {
  cs: { stop: ['zrušit', 'odhlásit', 'ukončit'], help: ['pomoc', 'nápověda'] },
  da: { stop: ['afmeld', 'frameld', 'stop sms'], help: ['hjælp', 'hjelp'] },
  de: { stop: ['stopp', 'abmelden', 'abbestellen'], help: ['Hilfe'] },
  es: { stop: ['alto', 'baja', 'no más'], help: ['ayuda'] },
  fr: { stop: ['arrêt', 'arrêter', 'désabonner'], help: ['aide'] },
  it: { stop: ['ferma', 'cancella', 'annulla', 'cancellami', 'disiscrivimi'], help: ['aiuto'] },
  lt: { stop: ['sustabdyti', 'stabdyti', 'atsisakyti', 'atsisakau'], help: ['pagalba'] },
  ms: { stop: ['berhenti'], help: ['bantuan'] },
  nl: { stop: ['stoppen', 'uitschrijven', 'afmelden'], help: ['hulp'] },
  pl: { stop: ['zatrzymaj', 'rezygnuj', 'rezygnuję', 'wypisz'], help: ['pomoc'] },
  sv: { stop: ['stopp', 'avsluta', 'avregistrera'], help: ['hjälp'] },
  ta: { stop: ['நிறுத்து'], help: ['உதவி'] },
  zh: { stop: ['停止', '退订', '退訂'], help: ['帮助', '幫助'] },
} as const satisfies Record<string, KeywordSet>;

/** The languages in which customers of each two-way country answer, besides English; by the country of our number. */
const SPOKEN = {
  US: ['es'],
  CA: ['fr'],
  GB: [],
  BE: ['nl', 'fr', 'de'],
  DK: ['da'],
  CZ: ['cs'],
  IT: ['it'],
  LT: ['lt'],
  PL: ['pl'],
  SG: ['zh', 'ms', 'ta'],
  SE: ['sv'],
} as const satisfies Record<string, readonly (keyof typeof LANGUAGES)[]>;

/** What counts on numbers of each country besides EVERYWHERE. ISO 3166-1 alpha-2. */
export const BY_COUNTRY: ReadonlyMap<string, readonly KeywordSet[]> = new Map(
  Object.entries(SPOKEN).map(([country, languages]) => [country, languages.map((code) => LANGUAGES[code])]),
);
