import { stripVTControlCharacters } from 'node:util';

/** Reads the closing lines of vitest ("Tests  3 failed | 120 passed") and Playwright ("12 passed"). */
export function countTests(output) {
  const total = { passed: 0, failed: 0 };
  for (const line of stripVTControlCharacters(output).split('\n')) {
    if (!/^\s*(Tests\s|\d+ (passed|failed)\b)/.test(line)) continue;
    total.passed += Number(/(\d+) passed/.exec(line)?.[1] ?? 0);
    total.failed += Number(/(\d+) failed/.exec(line)?.[1] ?? 0);
  }
  return total;
}
