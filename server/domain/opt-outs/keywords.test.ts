import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TWO_WAY_COUNTRIES } from '../organizations/region';
import { isAgentStop } from './agent-stop';
import { BY_COUNTRY } from './keyword-sets';
import { readKeyword } from './keywords';

const LOCAL = { tollFree: false };
const TOLL_FREE = { tollFree: true };

describe('readKeyword', () => {
  it.each([
    'STOP',
    'stop',
    ' Stop. ',
    '"stop"',
    'ＳＴＯＰ',
    'STOP!!!',
    'stop 🛑',
    'Stop\n',
    'stop all',
    'STOPALL',
    'unsubscribe',
    'Cancel',
    'end',
    'quit',
    'opt-out',
    'opt out',
    'OPTOUT',
    'remove',
    'revoke',
    'arrêt',
    'arre\u0302t',
    'td',
  ])('takes %j for an opt-out', (text) => {
    expect(readKeyword(text, LOCAL)).toBe('stop');
    expect(readKeyword(text, TOLL_FREE)).toBe('stop');
  });

  it.each([
    'stop by at 5?',
    'please stop',
    'STOP PLEASE',
    'stop it',
    'the end',
    'nonstop',
    'stopp',
    'yes please',
    'no',
    '',
    '🛑',
    'helpful',
    `STOP${' '.repeat(1000)}`,
  ])('takes %j for an ordinary text', (text) => {
    expect(readKeyword(text, LOCAL)).toBeNull();
  });

  it('opens again on START, UNSTOP and YES, but never on YES to a toll-free number', () => {
    for (const text of ['start', 'Unstop', 'yes', 'YES!']) expect(readKeyword(text, LOCAL)).toBe('start');
    for (const text of ['start', 'Unstop']) expect(readKeyword(text, TOLL_FREE)).toBe('start');
    for (const text of ['yes', 'YES!']) expect(readKeyword(text, TOLL_FREE)).toBeNull();
  });

  it('knows the words that ask for help', () => {
    expect(readKeyword('Help?', LOCAL)).toBe('help');
    expect(readKeyword('info', TOLL_FREE)).toBe('help');
  });

  it('finds a keyword in any case and inside any punctuation, and never in a longer text', () => {
    const around = fc.string({ unit: fc.constantFrom(...' .,!?"\'()*-_\n\t«»…'), maxLength: 20 });
    const letters = fc.string({ unit: fc.constantFrom(...'bcfgjkwxyz'), minLength: 1, maxLength: 20 });
    const word = fc.constantFrom('stop', 'STOP', 'Stop', 'sToP');
    fc.assert(
      fc.property(around, word, around, letters, (before, stop, behind, more) => {
        expect(readKeyword(before + stop + behind, LOCAL)).toBe('stop');
        expect(readKeyword(`${before}${stop} ${more}`, LOCAL)).toBeNull();
      }),
    );
  });

  it('answers for any text at once', () => {
    for (const piece of ['STOP ', ' ', '\u0301', '\uD83D'])
      expect(readKeyword(piece.repeat(100_000), LOCAL)).toBeNull();
  });
});

describe('readKeyword on numbers of a country', () => {
  it.each([
    ['US', 'no más', 'stop'],
    ['CA', 'ARRETER', 'stop'],
    ['CA', 'aide', 'help'],
    ['BE', 'stoppen', 'stop'],
    ['BE', 'Désabonner', 'stop'],
    ['BE', 'Hilfe', 'help'],
    ['DK', 'Afmeld!', 'stop'],
    ['DK', 'HJÆLP', 'help'],
    ['DK', 'hjaelp', 'help'],
    ['CZ', 'zrusit', 'stop'],
    ['CZ', 'ZRUŠIT', 'stop'],
    ['IT', 'Annulla', 'stop'],
    ['IT', 'aiuto', 'help'],
    ['LT', 'Sustabdyti', 'stop'],
    ['LT', 'pagalba', 'help'],
    ['PL', 'REZYGNUJĘ', 'stop'],
    ['PL', 'pomoc', 'help'],
    ['SG', '退订', 'stop'],
    ['SG', 'நிறுத்து', 'stop'],
    ['SE', 'stopp', 'stop'],
    ['SE', 'hjälp', 'help'],
  ] as const)('in %s takes %j for %s', (country, text, keyword) => {
    expect(readKeyword(text, { ...LOCAL, country })).toBe(keyword);
  });

  it('takes the words of one country for nothing in another', () => {
    for (const country of ['GB', 'US', 'FR', undefined]) {
      expect(readKeyword('stopp', { ...LOCAL, country })).toBeNull();
      expect(readKeyword('zrusit', { ...LOCAL, country })).toBeNull();
    }
  });

  it('knows each of the two-way countries, and the words that count everywhere in all of them', () => {
    expect([...BY_COUNTRY.keys()]).toEqual(TWO_WAY_COUNTRIES.map(({ country }) => country));
    for (const country of BY_COUNTRY.keys()) {
      for (const number of [LOCAL, TOLL_FREE]) {
        expect(readKeyword('stop', { ...number, country })).toBe('stop');
        expect(readKeyword('start', { ...number, country })).toBe('start');
        expect(readKeyword('help', { ...number, country })).toBe('help');
      }
      expect(readKeyword('yes', { ...TOLL_FREE, country })).toBeNull();
    }
  });

  it('gives no word two meanings in one country', () => {
    for (const [country, sets] of BY_COUNTRY) {
      for (const set of sets) {
        for (const word of set.stop ?? []) expect(readKeyword(word, { ...LOCAL, country })).toBe('stop');
        for (const word of set.help ?? []) expect(readKeyword(word, { ...LOCAL, country })).toBe('help');
      }
    }
  });
});

describe('isAgentStop', () => {
  it.each(['STOP', 'stop', ' Stop. '])('is true for %j', (text) => {
    expect(isAgentStop(text)).toBe(true);
  });

  it.each(['stop by at 5', 'unsubscribe', 'end', ''])('is false for %j', (text) => {
    expect(isAgentStop(text)).toBe(false);
  });
});
