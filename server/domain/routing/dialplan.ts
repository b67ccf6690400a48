import { type BusinessHours, isOpen } from '../hours/business-hours';
import { countryOf } from '../numbers/country-of';
import { foldWords, hasPhrase } from '../opt-outs/fold-keyword';
import { matchesPattern } from './pattern';

/** What a rule asks of a message. Every part must fit; an empty list fits everything. */
export interface DialplanMatch {
  /** Our numbers, by id. */
  numberIds: string[];
  /** Prefixes such as +39, or globs with * and ?, on the customer's number (routing/pattern). */
  customers: string[];
  /** ISO 3166-1 alpha-2 of the customer's number. */
  countries: string[];
  /** Words, or words in a row, in the first message; case and accents make no difference. */
  keywords: string[];
  hours: { when: 'open' | 'closed'; hours: BusinessHours } | null;
}

export type DialplanTarget =
  | { kind: 'users'; userIds: string[] }
  | { kind: 'service'; serviceId: string }
  | { kind: 'reply'; text: string }
  | { kind: 'block' };

export interface DialplanRule {
  id: string;
  name: string;
  enabled: boolean;
  match: DialplanMatch;
  target: DialplanTarget;
}

/** What is known of a message when it comes in. */
export interface DialplanFacts {
  numberId: string;
  /** E.164, or whatever the carrier named as the sender (numbers/originator). */
  customer: string;
  text: string;
  /** True for the first message of a conversation. */
  isFirst: boolean;
  at: Date;
}

/** Why a rule did not fit: the first part that did not; `fits` when all did. */
export type DialplanBecause =
  | 'disabled'
  | 'number'
  | 'customer'
  | 'country'
  | 'not_first'
  | 'keyword'
  | 'hours'
  | 'fits';

export interface DialplanStep {
  ruleId: string;
  matched: boolean;
  because: DialplanBecause;
}

export interface DialplanVerdict {
  /** The first enabled rule that fits, or null. */
  rule: DialplanRule | null;
  /** Every rule that was looked at, in order: the last is the one that decided, if one did. */
  trail: DialplanStep[];
}

/** Asks the rules in order; the first enabled one that fits decides. */
export function evaluateDialplan(rules: readonly DialplanRule[], facts: DialplanFacts): DialplanVerdict {
  const known = { ...facts, country: countryOf(facts.customer), words: foldWords(facts.text) };
  const trail: DialplanStep[] = [];
  for (const rule of rules) {
    const because = judge(rule, known);
    const matched = because === 'fits';
    trail.push({ ruleId: rule.id, matched, because });
    if (matched) return { rule, trail };
  }
  return { rule: null, trail };
}

/** The facts, with what several rules ask of them worked out once. */
type KnownFacts = DialplanFacts & { country: string | null; words: string };

function judge({ enabled, match }: DialplanRule, facts: KnownFacts): DialplanBecause {
  if (!enabled) return 'disabled';
  if (!anyOf(match.numberIds, (id) => id === facts.numberId)) return 'number';
  if (!anyOf(match.customers, (pattern) => matchesPattern(pattern, facts.customer))) return 'customer';
  if (!anyOf(match.countries, (country) => country === facts.country)) return 'country';
  if (match.keywords.length > 0 && !facts.isFirst) return 'not_first';
  if (!anyOf(match.keywords, (keyword) => hasPhrase(facts.words, foldWords(keyword)))) return 'keyword';
  if (match.hours && isOpen(match.hours.hours, facts.at) !== (match.hours.when === 'open')) return 'hours';
  return 'fits';
}

function anyOf<T>(wanted: readonly T[], fits: (one: T) => boolean): boolean {
  return wanted.length === 0 || wanted.some(fits);
}
