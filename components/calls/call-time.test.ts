import { expect, it } from 'vitest';
import { callTime } from './call-time';

it.each([
  [0, '00:00'],
  [133_999, '02:13'],
  [3_599_000, '59:59'],
  [3_733_000, '1:02:13'],
  [-5_000, '00:00'],
])('%d ms read as %s', (ms, text) => {
  expect(callTime(ms)).toBe(text);
});
