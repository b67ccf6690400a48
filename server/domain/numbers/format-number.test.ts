import { expect, it } from 'vitest';
import { formatNumber } from './format-number';

it.each([
  ['+14155550188', '+1 415 555 0188'],
  ['+447400123456', '+44 7400 123456'],
  ['+4520123456', '+45 20 12 34 56'],
  ['12345', '12345'],
  ['VERIFY', 'VERIFY'],
  ['+1', '+1'],
])('shows %s as %s', (number, shown) => {
  expect(formatNumber(number)).toBe(shown);
});
