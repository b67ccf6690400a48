import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillSnippet, readVariables } from './snippet';
import { unresolvedVariables, VARIABLE_NAMES } from './variables';

const BRACES = fc.string({
  unit: fc.constantFrom('{', '}', '{{', '}}', '|', ' ', 'a', 'contact.name', '{{agent.name}}', '\n'),
  maxLength: 40,
});

describe('readVariables', () => {
  it('finds names, fallbacks and places', () => {
    expect(
      readVariables('Hi {{contact.first_name|there}}, {{ agent.name }} | here {{service.name|}}'),
    ).toEqual({
      ok: true,
      variables: [
        { name: 'contact.first_name', fallback: 'there', at: 3, length: 28 },
        { name: 'agent.name', fallback: null, at: 33, length: 16 },
        { name: 'service.name', fallback: '', at: 57, length: 17 },
      ],
    });
  });

  it.each([
    ['Hi {{contact.first_name', 'malformed_variable', 3],
    ['{{}} there', 'malformed_variable', 0],
    ['{{agent.name}} {{a{b}}', 'malformed_variable', 15],
    ['Hi {{agent.age}}', 'unknown_variable', 3],
    ['{{constructor}}', 'unknown_variable', 0],
    ['{{contact.}}', 'unknown_variable', 0],
    ['{{contact.__proto__}}', 'unknown_variable', 0],
  ])('refuses %s', (text, reason, at) => {
    expect(readVariables(text)).toMatchObject({ ok: false, reason, at });
  });

  it('names the variable that it does not know', () => {
    expect(readVariables('Hi {{contcat.name}}')).toMatchObject({
      message: '“contcat.name” is not a variable.',
    });
  });

  it('knows the custom fields of contacts, and only those when they are given', () => {
    expect(readVariables('{{contact.Order no}}').ok).toBe(true);
    expect(readVariables('{{contact.Order no}}', ['Order no']).ok).toBe(true);
    expect(readVariables('{{contact.Order no}}', ['Colour']).ok).toBe(false);
  });
});

describe('fillSnippet', () => {
  it('writes the value, else the fallback, else leaves the variable to be seen', () => {
    expect(
      fillSnippet(
        '{{contact.name|you}} {{agent.name|us}} {{service.name}} {{service.name}}{{contact.City|}}',
        {
          'contact.name': ' Anna ',
          'agent.name': ' ',
        },
      ),
    ).toEqual({ text: 'Anna us {{service.name}} {{service.name}}', unresolved: ['service.name'] });
  });

  it('does not fill what stands in a value', () => {
    const { text, unresolved } = fillSnippet('Hi {{contact.name}}', { 'contact.name': '{{agent.name}}' });
    expect(text).toBe('Hi {{agent.name}}');
    expect(unresolved).toEqual([]);
    expect(unresolvedVariables(text)).toEqual(['agent.name']);
  });

  it('takes values that were given, never what every object has', () => {
    expect(fillSnippet('{{constructor}} {{toString}}', {}).unresolved).toEqual(['constructor', 'toString']);
  });

  it('leaves no variable in a text that it fills whole', () => {
    const part = fc.oneof(
      fc.constantFrom('Hi ', '{', '}', ' | '),
      fc
        .tuple(fc.constantFrom(...VARIABLE_NAMES), fc.constantFrom('', '|', '|there', ' | there '))
        .map(([name, fallback]) => `{{${name}${fallback}}}`),
    );
    const values = Object.fromEntries(VARIABLE_NAMES.map((name) => [name, 'Anna']));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const { text, unresolved } = fillSnippet(parts.join(''), values);
        expect(unresolved).toEqual([]);
        expect(text.replace(/[{}]/g, '')).not.toMatch(/contact|agent|service|organization/);
      }),
    );
  });

  it('with nothing known and no fallbacks gives the text back, and names what blocks it', () => {
    fc.assert(
      fc.property(BRACES, (text) => {
        const bare = text.replaceAll('|', '');
        expect(fillSnippet(bare, {})).toEqual({ text: bare, unresolved: unresolvedVariables(bare) });
      }),
    );
  });
});

it('reads a text of nothing but braces in no time', () => {
  const text = '{{a'.repeat(100_000);
  const start = performance.now();
  expect(readVariables(text).ok).toBe(false);
  expect(unresolvedVariables(text)).toEqual([]);
  expect(performance.now() - start).toBeLessThan(500);
});
