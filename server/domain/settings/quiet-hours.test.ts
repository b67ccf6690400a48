import { expect, it } from 'vitest';
import { isQuiet } from './quiet-hours';

it.each([
  [null, 0, false],
  [{ from: 60, to: 120 }, 59, false],
  [{ from: 60, to: 120 }, 60, true],
  [{ from: 60, to: 120 }, 120, false],
  [{ from: 1320, to: 420 }, 1439, true],
  [{ from: 1320, to: 420 }, 0, true],
  [{ from: 1320, to: 420 }, 420, false],
  [{ from: 1320, to: 420 }, 1319, false],
])('quiet hours %j at minute %i: %s', (hours, minute, quiet) => {
  expect(isQuiet(hours, minute)).toBe(quiet);
});
