import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BY_COUNTRY, EVERYWHERE } from './keyword-sets';
import { looksLikeOptOut } from './looks-like-opt-out';
import { OPT_OUT_PHRASES } from './opt-out-phrases';

const KEYWORDS = [EVERYWHERE, ...[...BY_COUNTRY.values()].flat()].flatMap((set) => Object.values(set).flat());

describe('looksLikeOptOut', () => {
  it.each([
    'please stop texting me',
    'STOP PLEASE',
    'Please stop.',
    'stop stop stop!!!',
    'ok stop it now',
    'STOP\n--\nAnna Rossi',
    "Don't text me again",
    'I don’t want to receive these',
    'dont text this number',
    'Could you take me off your list?',
    'How do I unsubscribe?',
    'pls opt me out',
    'No more messages!',
    'smettete di scrivermi',
    'Non voglio piu’ ricevere messaggi',
    'basta con questi messaggi',
    'nie piszcie do mnie',
    'NIE WYSYLAJCIE mi już smsów',
    'Proszę usunąć mój numer',
    'přestaňte mi psát',
    'Prosím, už mi nepište.',
    'ikke flere beskeder, tak',
    'Lad vaere med at skrive',
    'sluta skicka sms',
    'jag vill inte ha fler meddelanden',
    'nebesiųskite man žinučių',
    'stop met mij te sturen',
    'schrijf me uit aub',
    "arrêtez de m'envoyer des messages",
    'je souhaite me désabonner',
    'Bitte keine SMS mehr!',
    'Ya no quiero recibir mensajes',
    '请不要再发短信给我',
    'jangan hantar lagi',
  ])('asks about %j', (text) => {
    expect(looksLikeOptOut(text)).toBe(true);
  });

  it.each([
    'stop by at 5?',
    'Which bus stop is it?',
    'The package is at the last stop',
    'the end',
    "Please don't stop texting me!",
    'Never stop sending these offers',
    'per favore non smettete di scrivermi',
    'no dejes de escribirme',
    'cancel it please',
    'Can you cancel my appointment tomorrow?',
    'Please text me when you are here',
    'I sent you a message',
    'no thanks',
    'please',
    'ok',
    'Mi scrivete domani?',
    'No me mandaron la factura',
    'Piszę do was w sprawie zamówienia',
    'Nie piszę po polsku',
    'Skicka gärna en faktura',
    'Hvornår stopper bussen?',
    '谢谢，明天见',
    '',
    '🛑',
  ])('does not ask about %j', (text) => {
    expect(looksLikeOptOut(text)).toBe(false);
  });

  it('never asks about an exact keyword, whatever stands around it', () => {
    const around = fc.string({ unit: fc.constantFrom(...' .,!?-*\n🛑'), maxLength: 5 });
    const keyword = fc.constantFrom(...KEYWORDS).chain((word) => fc.constantFrom(word, word.toUpperCase()));
    fc.assert(
      fc.property(around, keyword, around, (before, word, behind) => {
        expect(looksLikeOptOut(before + word + behind)).toBe(false);
      }),
    );
  });

  it('asks about the opt-out keyword of another country than that of the number', () => {
    expect(looksLikeOptOut('Avsluta', 'SE')).toBe(false);
    expect(looksLikeOptOut('Avsluta', 'GB')).toBe(true);
    expect(looksLikeOptOut('Hjälp', 'GB')).toBe(false);
    expect(looksLikeOptOut('stop', 'GB')).toBe(false);
  });

  it('finds every phrase within other words, in any case', () => {
    const phrase = fc
      .constantFrom(...Object.values(OPT_OUT_PHRASES).flat())
      .map((text) => text.replaceAll('*', 'en'));
    const other = fc.array(fc.constantFrom('hello', 'ok', 'Anna', '5pm', 'and', '🙂'), { maxLength: 6 });
    fc.assert(
      fc.property(other, phrase, other, fc.boolean(), (before, text, behind, loud) => {
        const words = [...before, loud ? text.toUpperCase() : text, ...behind, 'hello'].join(' ');
        expect(looksLikeOptOut(words)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('finds nothing in words of which no phrase is made', () => {
    const word = fc.string({ unit: fc.constantFrom(...'bcfgjkqwx'), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), (words) => {
        expect(looksLikeOptOut(words.join(' '))).toBe(false);
      }),
    );
  });

  it('answers for any text at once', () => {
    for (const piece of ['stop ', 'smett', 'a\n', ' ', '\u0301', '\uD83D'])
      expect(typeof looksLikeOptOut(piece.repeat(100_000))).toBe('boolean');
  });
});
