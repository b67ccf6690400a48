import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LICENCES } from '../users/roles';
import { evaluateSend, type SendFacts } from './evaluate-send';
import { FINE } from './testing/sample-facts';

type Change = {
  [K in keyof SendFacts]?: SendFacts[K] extends string ? string : Partial<SendFacts[K]> | null;
};

function facts(change: Change): SendFacts {
  const merged = Object.entries(change).map(([key, value]) => [
    key,
    typeof value === 'object' && value !== null
      ? { ...Object(FINE[key as keyof SendFacts]), ...value }
      : value,
  ]);
  return { ...FINE, ...Object.fromEntries(merged) };
}

function reasonsFor(change: Change): string[] {
  return evaluateSend(facts(change)).reasons.map(({ code }) => code);
}

function warningsFor(change: Change): string[] {
  return evaluateSend(facts(change)).warnings.map(({ code }) => code);
}

describe('evaluateSend', () => {
  it('lets an ordinary answer go', () => {
    expect(evaluateSend(FINE)).toMatchObject({
      allowed: true,
      reasons: [],
      warnings: [],
      parts: { encoding: 'GSM-7', segments: 1, units: 11 },
    });
  });

  it.each<[string, Change]>([
    ['user_inactive', { sender: { active: false } }],
    ['licence_too_low', { sender: { licence: 'basic' } }],
    ['licence_too_low', { sender: { licence: 'essential' } }],
    ['region_unsupported', { organization: { region: 'DE' } }],
    ['version_too_low', { organization: { platformVersion: '6.04.20231019.9' } }],
    ['number_inactive', { number: { status: 'removed' } }],
    ['connection_paused', { number: { connectionStatus: 'paused' } }],
    ['toll_free_unverified', { number: { kind: 'toll_free' } }],
    ['not_replyable', { conversation: { replyable: false } }],
    ['opted_out', { conversation: { optedOut: true } }],
    ['blocked', { conversation: { blocked: true } }],
    ['conversation_retired', { conversation: { retired: true } }],
    ['bad_characters', { text: 'a\u0000b' }],
    ['bad_characters', { text: 'half an emoji \uD83D' }],
    ['empty', { text: '' }],
    ['empty', { text: ' \n\u200B' }],
    ['too_long', { text: 'a'.repeat(671) }],
    ['too_long', { text: '😀'.repeat(336) }],
    ['unresolved_variable', { text: 'Hi {{contact.first_name}}, on our way.' }],
    ['unresolved_variable', { text: '{{ anything at all | even with a fallback }}' }],
  ])('forbids with the single reason %s: %j', (code, change) => {
    expect(reasonsFor(change)).toEqual([code]);
  });

  it.each<[string, Change]>([
    [
      'a number of another country than the organization (item 26)',
      { number: { country: 'GB', e164: '+447400123456' } },
    ],
    ['a verified toll-free number', { number: { kind: 'toll_free', tollFreeVerified: true } }],
    ['the lowest version for Services (item 43)', { organization: { platformVersion: '6.04.20231020' } }],
    [
      'an older version for direct conversations (item 23)',
      { organization: { platformVersion: '5.03.20210826.1' }, conversation: { kind: 'direct' } },
    ],
    ['670 units', { text: 'a'.repeat(670) }],
    ['670 units of emoji', { text: '😀'.repeat(335) }],
    ['670 units and line ends that are cut off', { text: `${'a'.repeat(670)}\r\n\r\n` }],
    ['670 units after composing', { text: 'e\u0301'.repeat(670) }],
    ['braces that are no variable', { text: '{{}} {x} {{ }} }} {{' }],
    ['the house itself, which has no licence', { sender: null }],
  ])('allows %s', (_, change) => {
    expect(reasonsFor(change)).toEqual([]);
  });

  it('names every reason, the most fundamental first', () => {
    expect(
      reasonsFor({
        text: '',
        sender: { licence: 'basic' },
        organization: { region: 'FR', platformVersion: '5.01.20200101.1' },
        number: { connectionStatus: 'paused', kind: 'toll_free' },
        conversation: { replyable: false, optedOut: true, blocked: true },
      }),
    ).toEqual([
      'licence_too_low',
      'region_unsupported',
      'version_too_low',
      'connection_paused',
      'toll_free_unverified',
      'not_replyable',
      'opted_out',
      'blocked',
      'empty',
    ]);
  });

  it('says the figures of this text in its sentences', () => {
    const { reasons } = evaluateSend(facts({ text: 'a'.repeat(683) }));
    expect(reasons[0]?.message).toBe('Too long by 13: the limit is 670 characters.');
    const old = evaluateSend(facts({ organization: { platformVersion: '6.03.20230630.3' } }));
    expect(old.reasons[0]?.message).toContain('6.04.20231020');
    expect(old.reasons[0]?.message).toContain('6.03.20230630.3');
    const unfilled = evaluateSend(facts({ text: 'Hi {{contact.first_name}}' }));
    expect(unfilled.reasons[0]?.message).toBe('Nothing is known for “contact.first_name”.');
  });

  it.each<[string, Change]>([
    [
      'link_may_be_filtered',
      { text: 'See https://example.com/a', conversation: { customer: '+4520123456' } },
    ],
    ['short_link_may_be_filtered', { text: 'See bit.ly/abc' }],
    ['unicode_costs_more', { text: `It’s ${'a'.repeat(100)}` }],
  ])('warns with %s but allows: %j', (code, change) => {
    expect(warningsFor(change)).toEqual([code]);
    expect(reasonsFor(change)).toEqual([]);
  });

  it.each<[string, Change]>([
    ['a link to a country that does not mind', { text: 'See https://example.com/a' }],
    ['a special character that costs nothing more', { text: 'It’s on' }],
    ['letters that nothing can replace', { text: 'ž'.repeat(200) }],
  ])('does not warn of %s', (_, change) => {
    expect(warningsFor(change)).toEqual([]);
  });

  it('is allowed exactly when there is no reason, and every sentence is whole', () => {
    const anyFacts: fc.Arbitrary<SendFacts> = fc.record({
      text: fc.oneof(
        fc.string(),
        fc.string({ maxLength: 700, unit: fc.constantFrom('a', '’', '😀', '{{', '}}') }),
      ),
      sender: fc.option(fc.record({ licence: fc.constantFrom(...LICENCES), active: fc.boolean() })),
      organization: fc.record({
        region: fc.constantFrom('US', 'IT', 'DE'),
        platformVersion: fc.constantFrom('6.05.20240501.1', '5.03.20210826.1', 'none'),
      }),
      number: fc.record({
        e164: fc.constant('+14155550100'),
        country: fc.constantFrom('US', 'GB'),
        kind: fc.constantFrom('local', 'mobile', 'toll_free'),
        status: fc.constantFrom('active', 'removed'),
        connectionStatus: fc.constantFrom('active', 'paused'),
        tollFreeVerified: fc.boolean(),
        textLimit: fc.constantFrom(1_600, 4_500),
        carrier: fc.constantFrom('simulator', 'twilio'),
      }),
      conversation: fc.record({
        kind: fc.constantFrom('service', 'direct'),
        customer: fc.constantFrom('+14155550188', '+4520123456', 'VERIFY'),
        replyable: fc.boolean(),
        optedOut: fc.boolean(),
        blocked: fc.boolean(),
        retired: fc.boolean(),
      }),
    });
    fc.assert(
      fc.property(anyFacts, (some) => {
        const verdict = evaluateSend(some);
        expect(verdict.allowed).toBe(verdict.reasons.length === 0);
        if (some.conversation.optedOut) expect(verdict.allowed).toBe(false);
        const sentences = [...verdict.reasons, ...verdict.warnings].map(({ message }) => message);
        for (const sentence of sentences) expect(sentence).not.toMatch(/[{}]|undefined/);
      }),
    );
  });
});
