import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DialplanFacts, type DialplanMatch, type DialplanRule, evaluateDialplan } from './dialplan';
import { dialplanInput, dialplanRuleInput } from './inputs';

const NUMBER = '019b0000-0000-7000-8000-000000000001';
const OTHER = '019b0000-0000-7000-8000-000000000002';
const OFFICE = {
  timeZone: 'Europe/Rome',
  week: [...Array(6).fill([{ from: 540, to: 1080 }]), []],
  closedDates: [],
};
const ANY: DialplanMatch = { numberIds: [], customers: [], countries: [], keywords: [], hours: null };

function rule(match: Partial<DialplanMatch> = {}, change: Partial<DialplanRule> = {}): DialplanRule {
  const id = '019b0000-0000-7000-8000-00000000000a';
  return {
    id,
    name: 'Rule',
    enabled: true,
    match: { ...ANY, ...match },
    target: { kind: 'block' },
    ...change,
  };
}

/** Monday, 11:00 in Rome. */
function facts(change: Partial<DialplanFacts> = {}): DialplanFacts {
  return {
    numberId: NUMBER,
    customer: '+393471234567',
    text: 'Buongiorno, un PREVENTIVO per favore',
    isFirst: true,
    at: new Date('2026-11-23T10:00:00Z'),
    ...change,
  };
}

const because = (match: Partial<DialplanMatch>, change: Partial<DialplanFacts> = {}) =>
  evaluateDialplan([rule(match)], facts(change)).trail[0]?.because;

describe('a rule of the dialplan', () => {
  it.each<[string, Partial<DialplanMatch>, Partial<DialplanFacts>, string]>([
    ['fits everything when it asks nothing', {}, {}, 'fits'],
    ['goes by the number written to', { numberIds: [OTHER] }, {}, 'number'],
    ['fits one of several numbers', { numberIds: [OTHER, NUMBER] }, {}, 'fits'],
    ['goes by the prefix of the customer', { customers: ['+39'] }, {}, 'fits'],
    ['goes by a glob on the customer', { customers: ['+49*', '+39347???????'] }, {}, 'fits'],
    ['turns another customer away', { customers: ['+49', '*8'] }, {}, 'customer'],
    ['goes by the country', { countries: ['IT'] }, {}, 'fits'],
    [
      'tells countries of one calling code apart',
      { countries: ['US'] },
      { customer: '+14165550188' },
      'country',
    ],
    ['knows no country of a name', { countries: ['IT'] }, { customer: 'VERIFY' }, 'country'],
    ['goes by a word in any case', { keywords: ['preventivo'] }, {}, 'fits'],
    ['goes by words in a row', { keywords: ['per favore'] }, {}, 'fits'],
    ['takes no part of a word for it', { keywords: ['favor'] }, {}, 'keyword'],
    ['asks only the first message for words', { keywords: ['preventivo'] }, { isFirst: false }, 'not_first'],
    ['fits within the hours', { hours: { when: 'open', hours: OFFICE } }, {}, 'fits'],
    ['or outside of them', { hours: { when: 'closed', hours: OFFICE } }, {}, 'hours'],
    [
      'which are those of its own zone',
      { hours: { when: 'closed', hours: OFFICE } },
      { at: new Date('2026-11-22T19:00:00Z') },
      'fits',
    ],
  ])('%s', (_, match, change, expected) => {
    expect(because(match, change)).toBe(expected);
  });

  it('reads words whatever accents and punctuation they have', () => {
    expect(because({ keywords: ['disponibilità'] }, { text: '¿DISPONIBILITA’?' })).toBe('fits');
    expect(because({ keywords: ['zażółć'] }, { text: 'zazolc...' })).toBe('fits');
  });
});

describe('evaluateDialplan', () => {
  it('lets the first enabled rule that fits decide, and tells why the others did not', () => {
    const rules = [
      rule({}, { id: 'a', enabled: false }),
      rule({ countries: ['DE'] }, { id: 'b' }),
      rule({ customers: ['+39'] }, { id: 'c' }),
      rule({}, { id: 'd' }),
    ];
    const { rule: decided, trail } = evaluateDialplan(rules, facts());
    expect(decided).toBe(rules[2]);
    expect(trail).toEqual([
      { ruleId: 'a', matched: false, because: 'disabled' },
      { ruleId: 'b', matched: false, because: 'country' },
      { ruleId: 'c', matched: true, because: 'fits' },
    ]);
  });

  it('decides nothing without rules', () => {
    expect(evaluateDialplan([], facts())).toEqual({ rule: null, trail: [] });
  });

  it('is not changed by a rule that does not fit, wherever it stands', () => {
    const match = fc.record({
      numberIds: fc.subarray([NUMBER, OTHER]),
      customers: fc.subarray(['+39', '+49', '+1*', '*7']),
      countries: fc.subarray(['IT', 'DE']),
      keywords: fc.subarray(['preventivo', 'reclamo']),
      hours: fc.constantFrom(null, { when: 'closed' as const, hours: OFFICE }),
    });
    const rules = fc.array(fc.record({ match, enabled: fc.boolean() }), { maxLength: 8 });
    fc.assert(
      fc.property(rules, fc.nat(8), fc.boolean(), (drawn, place, isFirst) => {
        const all = drawn.map((one, index) => rule(one.match, { id: String(index), enabled: one.enabled }));
        const verdict = evaluateDialplan(all, facts({ isFirst }));
        const stranger = rule({ customers: ['+7'] }, { id: 'stranger' });
        const more = [...all.slice(0, place), stranger, ...all.slice(place)];
        expect(evaluateDialplan(more, facts({ isFirst })).rule).toBe(verdict.rule);
        // Alone, each rule answers what it answered in the row; the trail ends with the one that decided.
        for (const step of verdict.trail) {
          const alone = evaluateDialplan([all[Number(step.ruleId)] ?? rule()], facts({ isFirst }));
          expect(alone.trail).toEqual([step]);
        }
        expect(verdict.trail.filter(({ matched }) => matched).length).toBe(verdict.rule ? 1 : 0);
        expect(verdict.rule?.id).toBe(verdict.trail.find(({ matched }) => matched)?.ruleId);
      }),
    );
  });
});

describe('dialplanRuleInput', () => {
  const refuse = (change: object) =>
    expect(dialplanRuleInput.safeParse({ ...rule(), ...change }).success).toBe(false);
  const refuseMatch = (change: object) => refuse({ match: { ...ANY, ...change } });

  it('takes a whole rule, which evaluateDialplan takes in turn', () => {
    const whole = rule(
      {
        numberIds: [NUMBER],
        customers: ['+39*'],
        countries: ['IT'],
        keywords: ['ciao'],
        hours: { when: 'open', hours: OFFICE },
      },
      { target: { kind: 'users', userIds: [OTHER] } },
    );
    const read: DialplanRule = dialplanRuleInput.parse(whole);
    expect(read).toEqual(whole);
  });

  it('refuses a regular expression with a sentence that says what patterns are', () => {
    const { error } = dialplanRuleInput.safeParse(rule({ customers: ['(+39)+$'] }));
    expect(error?.issues[0]?.message).toContain('Patterns are prefixes and globs');
  });

  it('refuses what no rule can mean', () => {
    refuseMatch({ customers: Array(51).fill('+39') });
    refuseMatch({ countries: ['Italy'] });
    refuseMatch({ keywords: ['!?'] });
    refuseMatch({ keywords: ['x'.repeat(41)] });
    refuseMatch({ hours: { when: 'sometimes', hours: OFFICE } });
    refuseMatch({ text: 'a' });
    refuse({ name: ' ' });
    refuse({ target: { kind: 'users', userIds: [] } });
    refuse({ target: { kind: 'reply', text: ' ' } });
    refuse({ target: { kind: 'reply', text: 'x'.repeat(671) } });
    refuse({ target: { kind: 'forward' } });
  });

  it('bounds the whole dialplan, and has each rule once', () => {
    const ids = Array.from(
      { length: 201 },
      (_, n) => `019b0000-0000-7000-8000-${String(n).padStart(12, '0')}`,
    );
    const rules = ids.map((id) => rule({}, { id }));
    expect(dialplanInput.safeParse(rules.slice(1)).success).toBe(true);
    expect(dialplanInput.safeParse(rules).success).toBe(false);
    expect(dialplanInput.safeParse([rule(), rule()]).success).toBe(false);
  });
});
