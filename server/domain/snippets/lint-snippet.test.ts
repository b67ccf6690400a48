import { describe, expect, it } from 'vitest';
import { lintSnippet } from './lint-snippet';

describe('lintSnippet', () => {
  it('names the character that makes a snippet cost more, and what reads the same', () => {
    const text = `It’s on its way, {{contact.first_name|there}}. ${'a'.repeat(100)}`;
    expect(lintSnippet(text)).toMatchObject({
      encoding: 'UCS-2',
      segments: 2,
      plainSegments: 1,
      plainText: text.replace('’', "'"),
      culprits: [{ index: 2, char: '’', replacement: "'" }],
      tooLong: false,
    });
  });

  it('does not blame a variable for its name, but for its fallback', () => {
    expect(lintSnippet('{{contact.Číslo}} ok')).toMatchObject({ encoding: 'GSM-7', culprits: [] });
    const { culprits, plainText } = lintSnippet('{{contact.Číslo|‘n/a’}}');
    expect(culprits.map(({ index, char }) => [index, char])).toEqual([
      [16, '‘'],
      [20, '’'],
    ]);
    expect(plainText).toBe("{{contact.Číslo|'n/a'}}");
  });

  it('counts what is sent: fallbacks and typical values, not the names of variables', () => {
    const long = `{{contact.first_name|x}}${'a'.repeat(159)}`;
    expect(lintSnippet(long).segments).toBe(1);
    expect(lintSnippet(`{{contact.first_name}}${'a'.repeat(159)}`).segments).toBe(2);
    expect(lintSnippet('a'.repeat(670)).tooLong).toBe(false);
    expect(lintSnippet(`{{agent.name|A}}${'a'.repeat(670)}`).tooLong).toBe(true);
  });
});
