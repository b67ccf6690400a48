import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillSnippet, SNIPPET_VARIABLES, unknownVariable, unresolvedVariable } from './snippet';

describe('a snippet', () => {
  it('is filled with what is known, else with what stands behind the bar', () => {
    const values = { 'contact.first_name': null, 'agent.name': 'Anna Meyer' };
    expect(fillSnippet('Hi {{contact.first_name|there}}, {{ agent.name }} here.', values)).toEqual({
      text: 'Hi there, Anna Meyer here.',
      unresolved: [],
    });
  });

  it('keeps and names what it cannot fill, and that blocks sending', () => {
    const { text, unresolved } = fillSnippet('Hi {{contact.name}}', {});
    expect(unresolved).toEqual(['contact.name']);
    expect(unresolvedVariable(text)).toBe('{{contact.name}}');
  });

  it('takes no value from the prototype of objects', () => {
    expect(fillSnippet('{{constructor}}', {}).unresolved).toEqual(['constructor']);
  });

  it('does not read values again: a name with braces in it stays what it is', () => {
    const values = { 'contact.name': '{{agent.name}}', 'agent.name': 'Anna' };
    expect(fillSnippet('{{contact.name}}', values).text).toBe('{{agent.name}}');
  });

  it.each([
    ['Hi {{contact.nmae}}', 'contact.nmae'],
    ['Hi {{}}', ''],
    ['Hi {{agent.name', '{{'],
    ['Hi {{agent.name|x}} {agent}', null],
  ])('names the variable that nobody knows: %s', (text, unknown) => {
    expect(unknownVariable(text)).toBe(unknown);
  });

  it('is whole when each variable has a value or a fallback', () => {
    const placeholder = fc
      .tuple(fc.constantFrom(...SNIPPET_VARIABLES), fc.boolean())
      .map(([name, falls]) => (falls ? `{{${name}|you}}` : `{{${name}}}`));
    const plain = fc.string().filter((text) => !/[{}]/.test(text));
    const values = Object.fromEntries(SNIPPET_VARIABLES.map((name) => [name, 'value']));
    fc.assert(
      fc.property(fc.array(fc.oneof(plain, placeholder)), (pieces) => {
        const text = pieces.join('');
        expect(unknownVariable(text)).toBeNull();
        expect(unresolvedVariable(fillSnippet(text, values).text)).toBeNull();
      }),
    );
  });
});
