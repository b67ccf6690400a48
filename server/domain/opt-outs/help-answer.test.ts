import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countSegments } from '../messages/segments';
import { helpAnswer } from './help-answer';
import { readKeywordOfAnyCountry } from './keywords';

describe('helpAnswer', () => {
  it('says who answers, what it costs and how to stop', () => {
    expect(helpAnswer({ organization: 'Acme', service: 'Support' })).toBe(
      'Acme, Support: write what you need and our team answers here. Message and data rates may apply. Reply STOP to opt out.',
    );
    expect(helpAnswer({ organization: 'Acme', service: null })).toMatch(/^Acme: write/);
    expect(helpAnswer({ organization: 'Acme', service: 'Acme' })).toMatch(/^Acme: write/);
  });

  it('writes names as GSM-7 can', () => {
    expect(helpAnswer({ organization: 'Łódź – Město', service: '“Zákazníci”' })).toMatch(
      /^Lodz - Mesto, "Zakaznici": write/,
    );
    expect(helpAnswer({ organization: '株式会社', service: null })).toMatch(/^Help: write/);
  });

  it('is one GSM-7 message and no keyword, whatever the names are', () => {
    const name = fc.string({ unit: 'binary', maxLength: 100 });
    fc.assert(
      fc.property(name, fc.option(name), (organization, service) => {
        const answer = helpAnswer({ organization, service });
        expect(countSegments(answer)).toMatchObject({ encoding: 'GSM-7', segments: 1 });
        expect(answer).toMatch(/^\S.*: write .* Reply STOP to opt out\.$/s);
        expect(readKeywordOfAnyCountry(answer)).toBeNull();
      }),
    );
  });
});
