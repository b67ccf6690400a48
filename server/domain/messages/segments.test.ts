import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { septetsOf } from './gsm7';
import { countSegments } from './segments';

describe('countSegments agrees with what was measured (domain facts, 3.6)', () => {
  it.each([
    ['160 a', 'a'.repeat(160), 'GSM-7', 1],
    ['161 a', 'a'.repeat(161), 'GSM-7', 2],
    ['306 a', 'a'.repeat(306), 'GSM-7', 2],
    ['307 a', 'a'.repeat(307), 'GSM-7', 3],
    ['159 a and €', `${'a'.repeat(159)}€`, 'GSM-7', 2],
    ['158 a and €', `${'a'.repeat(158)}€`, 'GSM-7', 1],
    ['152 a, € and 10 a', `${'a'.repeat(152)}€${'a'.repeat(10)}`, 'GSM-7', 2],
    ['70 ž', 'ž'.repeat(70), 'UCS-2', 1],
    ['71 ž', 'ž'.repeat(71), 'UCS-2', 2],
    ['670 a', 'a'.repeat(670), 'GSM-7', 5],
    ['670 ž', 'ž'.repeat(670), 'UCS-2', 10],
    ['671 ž', 'ž'.repeat(671), 'UCS-2', 11],
    ['335 😀 (670 units)', '😀'.repeat(335), 'UCS-2', 11],
    ['670 😀', '😀'.repeat(670), 'UCS-2', 21],
    ['it’s 20 times', 'it’s '.repeat(20), 'UCS-2', 2],
    ['4500 a', 'a'.repeat(4500), 'GSM-7', 30],
    ['4500 ž', 'ž'.repeat(4500), 'UCS-2', 68],
    ['nothing', '', 'GSM-7', 1],
  ])('%s', (_, text, encoding, segments) => {
    expect(countSegments(text)).toMatchObject({ encoding, segments });
  });
});

describe('countSegments', () => {
  it.each([
    ['', 0, 160],
    ['a'.repeat(160), 160, 0],
    ['a'.repeat(161), 161, 145],
    [`${'a'.repeat(152)}€${'a'.repeat(10)}`, 164, 141],
    ['😀', 2, 68],
    ['😀'.repeat(36), 72, 61],
  ])('says how much room is left after %s', (text, units, unitsLeftInSegment) => {
    expect(countSegments(text)).toMatchObject({ units, unitsLeftInSegment });
  });

  it('names each character that made the text UCS-2, where it stands, and what could replace it', () => {
    expect(countSegments('a😀b’c\u200B€').culprits).toEqual([
      { index: 1, char: '😀', replacement: null },
      { index: 4, char: '’', replacement: "'" },
      { index: 6, char: '\u200B', replacement: '' },
    ]);
  });

  it.each([...'çÈÀÌÒÙáíóúąčžęė`\t', '\u00A0', '\u001B'])('counts %j as UCS-2', (char) => {
    expect(countSegments(`a${char}`).encoding).toBe('UCS-2');
  });

  it('knows the whole alphabet: 127 characters of one septet and ten of two', () => {
    const all = Array.from({ length: 0x10000 }, (_, code) => septetsOf(String.fromCharCode(code)));
    expect(all.filter((septets) => septets === 1)).toHaveLength(127);
    expect(all.filter((septets) => septets === 2)).toHaveLength(10);
    expect([...'^{}\\[~]|€\f'].map(septetsOf)).toEqual(Array(10).fill(2));
  });
});

describe('segments as a rule', () => {
  const alphabet = fc.constantFrom('a', 'é', '€', '[', 'ž', '’', '😀', '\n');
  const text = fc.string({ unit: alphabet, maxLength: 700 });

  /** The same by another way: really cutting the text into parts. */
  function cut(whole: string, encoding: string): string[] {
    const sizeOf = encoding === 'GSM-7' ? septetsOf : (char: string) => char.length;
    const total = [...whole].reduce((sum, char) => sum + sizeOf(char), 0);
    const [single, split] = encoding === 'GSM-7' ? [160, 153] : [70, 67];
    const room = total <= single ? single : split;
    const parts = [''];
    for (const char of whole) {
      const last = parts.at(-1) ?? '';
      const used = [...last].reduce((sum, other) => sum + sizeOf(other), 0);
      if (used + sizeOf(char) > room) parts.push(char);
      else parts[parts.length - 1] = last + char;
    }
    return parts;
  }

  it('are as many as the parts into which the text can really be cut, each a whole text', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const counted = countSegments(whole);
        const parts = cut(whole, counted.encoding);
        expect(counted.segments).toBe(parts.length);
        expect(parts.join('')).toBe(whole);
        expect(parts.every((part) => part.isWellFormed())).toBe(true);
      }),
    );
  });

  it('never become fewer when the text grows', () => {
    fc.assert(
      fc.property(text, alphabet, (whole, more) => {
        expect(countSegments(whole + more).segments).toBeGreaterThanOrEqual(countSegments(whole).segments);
      }),
    );
  });
});
