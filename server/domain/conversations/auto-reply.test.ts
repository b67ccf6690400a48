import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AutoReplyFacts, looksAutomatic, mayAutoReply } from './auto-reply';

const NOW = new Date('2026-11-23T20:00:00Z');
const PERSON: AutoReplyFacts = {
  lastAutoReplyAt: null,
  now: NOW,
  customerReplyable: true,
  optedOut: false,
  blocked: false,
  looksAutomatic: false,
};
const ago = (ms: number) => new Date(NOW.getTime() - ms);

describe('mayAutoReply', () => {
  it('answers a person who never had an automatic answer', () => {
    expect(mayAutoReply(PERSON)).toBe(true);
  });

  it.each<[string, Partial<AutoReplyFacts>]>([
    ['a sender who cannot be written to', { customerReplyable: false }],
    ['a customer who opted out', { optedOut: true }],
    ['a blocked customer', { blocked: true }],
    ['a machine', { looksAutomatic: true }],
  ])('never answers %s, however long ago the last answer was', (_, change) => {
    expect(mayAutoReply({ ...PERSON, ...change })).toBe(false);
    expect(mayAutoReply({ ...PERSON, ...change, lastAutoReplyAt: new Date(0) })).toBe(false);
  });

  it('answers a customer at most once in any 24 hours', () => {
    const arrivals = fc.array(fc.integer({ min: 1, max: 10 * 3_600_000 }), { maxLength: 60 });
    fc.assert(
      fc.property(arrivals, (gaps) => {
        let now = NOW.getTime();
        const answers: number[] = [];
        for (const gap of gaps) {
          now += gap;
          const last = answers.at(-1);
          const facts = {
            ...PERSON,
            now: new Date(now),
            lastAutoReplyAt: last === undefined ? null : new Date(last),
          };
          if (mayAutoReply(facts)) answers.push(now);
        }
        for (const [place, at] of answers.entries())
          expect(at - (answers[place - 1] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(86_400_000);
        expect(answers.length > 0).toBe(gaps.length > 0);
      }),
    );
  });

  it('answers again after exactly 24 hours', () => {
    expect(mayAutoReply({ ...PERSON, lastAutoReplyAt: ago(86_400_000) })).toBe(true);
    expect(mayAutoReply({ ...PERSON, lastAutoReplyAt: ago(86_399_999) })).toBe(false);
  });
});

describe('looksAutomatic', () => {
  it.each(['72727', 'VERIFY', 'Acme Bank', ''])('is true for every text from %j', (originator) => {
    expect(looksAutomatic('Hello, is anybody there?', originator)).toBe(true);
  });

  it.each([
    'Auto-Reply: I am away until Monday',
    "I’m driving right now. I'll get back to you",
    'NETWORK MSG: You replied with the word "stop"',
    'Automatische Antwort: Ich bin im Urlaub',
    'RISPOSTA AUTOMATICA. Siamo chiusi',
    'Odpowiedz automatyczna: jestem na urlopie',
    'Automatick\u00e1 odpov\u011b\u010f: nejsem v kancel\u00e1\u0159i',
  ])('is true for %j from a number', (text) => {
    expect(looksAutomatic(text, '+393471234567')).toBe(true);
  });

  it.each([
    'Did you get my automatic reply?',
    'Please do call me',
    'Automatic or manual gearbox?',
    'Out of stock again?',
    '',
  ])('is false for %j from a number', (text) => {
    expect(looksAutomatic(text, '+393471234567')).toBe(false);
  });
});
