import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAgentStop } from './agent-stop';
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

describe('isAgentStop', () => {
  it.each(['STOP', 'stop', ' Stop. '])('is true for %j', (text) => {
    expect(isAgentStop(text)).toBe(true);
  });

  it.each(['stop by at 5', 'unsubscribe', 'end', ''])('is false for %j', (text) => {
    expect(isAgentStop(text)).toBe(false);
  });
});
