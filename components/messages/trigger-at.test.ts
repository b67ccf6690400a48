import { expect, it } from 'vitest';
import { triggerAt } from './trigger-at';

it.each([
  ['/', '', 0],
  ['Hi /omw', 'omw', 3],
  ['Hi\n;', '', 3],
  ['/a /b', 'b', 3],
])('finds what is asked for at the end of %j', (text, query, from) => {
  expect(triggerAt(text, text.length, '/;')).toMatchObject({ query, from });
});

it.each([
  '',
  'and/or',
  '3;4',
  'Hi / ',
  'anna@',
  '@',
  `/${'a'.repeat(40)}`,
])('asks for nothing at the end of %j', (text) => {
  expect(triggerAt(text, text.length, '/;')).toBeNull();
});

it('looks at the caret, not at the end', () => {
  expect(triggerAt('/omw later', 3, '/;')).toMatchObject({ query: 'om', from: 0 });
});
