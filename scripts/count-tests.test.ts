import { expect, it } from 'vitest';
import { countTests } from './count-tests.mjs';

it.each([
  ['vitest', ' Test Files  2 failed | 57 passed (59)\n      Tests  3 failed | 976 passed (979)\n', 976, 3],
  [
    'vitest in colours',
    '\u001b[2m      Tests \u001b[22m \u001b[1m\u001b[32m979 passed\u001b[39m\u001b[22m (979)\n',
    979,
    0,
  ],
  ['Playwright', '  1 failed\n    e2e/stop.spec.ts:3:1 › 2 passed on\n  12 passed (1.2m)\n', 12, 1],
  ['a check without tests', 'ok    types (12.2 s)\n', 0, 0],
])('the tests that %s ran are counted once', (_name, output, passed, failed) => {
  expect(countTests(output)).toEqual({ passed, failed });
});
