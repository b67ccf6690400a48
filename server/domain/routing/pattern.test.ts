import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesPattern, patternFault } from './pattern';

/** The same question, answered by trying everything: exponential, so for short patterns only. */
function triesEverything(pattern: string, number: string): boolean {
  const [first, ...others] = pattern;
  const rest = others.join('');
  if (first === undefined) return number === '';
  if (first === '*')
    return triesEverything(rest, number) || (number !== '' && triesEverything(pattern, number.slice(1)));
  return number !== '' && (first === '?' || first === number[0]) && triesEverything(rest, number.slice(1));
}

describe('matchesPattern', () => {
  it.each([
    ['+39', '+393471234567', true],
    ['+39', '+49151123456', false],
    ['+393471234567', '+393471234567', true],
    ['+3934712345678', '+393471234567', false],
    ['+1415555????', '+14155550188', true],
    ['+1415555???', '+14155550188', false],
    ['+1*0188', '+14155550188', true],
    ['+1*0188', '+14155550189', false],
    ['*', 'VERIFY', true],
    ['*', '', true],
    ['?', '', false],
    ['+44*7*', '+447400123456', true],
    ['*00*00*', '+100200', true],
  ])('%s on %s is %s', (pattern, number, expected) => {
    expect(matchesPattern(pattern, number)).toBe(expected);
  });

  it('agrees with trying everything', () => {
    const glob = fc.string({ unit: fc.constantFrom('0', '1', '*', '?'), maxLength: 8 });
    const number = fc.string({ unit: fc.constantFrom('0', '1'), maxLength: 8 });
    fc.assert(
      fc.property(glob, number, (pattern, text) => {
        const whole = /[*?]/.test(pattern) ? pattern : `${pattern}*`;
        expect(matchesPattern(pattern, text)).toBe(triesEverything(whole, text));
      }),
      { numRuns: 2000 },
    );
  });

  it('answers at once for patterns that are made to be tried for ever', () => {
    const hostile = fc
      .constantFrom('*0', '*?', '*00', '**', '?*')
      .map((piece) => `${piece.repeat(20).slice(0, 39)}1`);
    const zeros = '0'.repeat(20_000);
    fc.assert(
      fc.property(hostile, (pattern) => {
        expect(matchesPattern(pattern, zeros)).toBe(false);
      }),
    );
  });
});

describe('patternFault', () => {
  it.each([
    '+39',
    '39',
    '*',
    '?',
    '+',
    '+44*7?',
    `+${'9'.repeat(39)}`,
  ])('finds nothing wrong with %j', (text) => {
    expect(patternFault(text)).toBeNull();
  });

  it.each([
    '^\\+39',
    '(a+)+$',
    '+39[0-9]',
    '+39.*',
    '+39|+49',
    '\\d{3}',
  ])('says of %j what patterns are', (text) => {
    expect(patternFault(text)).toContain('Patterns are prefixes and globs');
  });

  it.each([
    '',
    'VERIFY',
    '+39 347',
    '39+',
    '++39',
    '+39-347',
    '٣',
    `+${'9'.repeat(40)}`,
  ])('refuses %j', (text) => {
    expect(patternFault(text)).not.toBeNull();
  });
});
