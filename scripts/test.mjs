import { ensureInstalled, fail } from './install.mjs';
import { bin, run } from './steps.mjs';

// npm test: every check and every test, in the order in which a fault is cheapest to find.
ensureInstalled();
const faultsOnly = process.argv.includes('--faults');
const node = process.execPath;

const steps = faultsOnly
  ? [['faults', bin('vitest'), ['run', '--project', 'faults']]]
  : [
      ['verify', node, ['scripts/verify.mjs']],
      ['unit and database tests', bin('vitest'), ['run', '--project', 'unit', '--project', 'database']],
      ['browser journeys', node, ['scripts/journeys.mjs']],
    ];

let passed = 0;
let failed = 0;
const times = [];
for (const [name, command, args] of steps) {
  console.log(`\n== ${name}`);
  const { code, output, seconds } = await run(command, args, { show: true, env: { FORCE_COLOR: '0' } });
  times.push(`${name} ${seconds.toFixed(0)} s`);
  const counted = count(output);
  passed += counted.passed;
  failed += counted.failed;
  if (code !== 0) {
    console.log(`\n${name} failed. (${times.join(', ')})`);
    console.log(`${passed} passed, ${Math.max(failed, 1)} failed`);
    fail('');
  }
}
console.log(`\nAll is well. (${times.join(', ')})`);
console.log(`${passed} passed, ${failed} failed`);

/** Reads the closing lines of vitest ("Tests  3 failed | 120 passed") and Playwright ("12 passed"). */
function count(output) {
  let passedHere = 0;
  let failedHere = 0;
  for (const line of output.split('\n')) {
    if (!/^\s*(Tests\s|\d+ (passed|failed)\b)/.test(line)) continue;
    passedHere += Number(/(\d+) passed/.exec(line)?.[1] ?? 0);
    failedHere += Number(/(\d+) failed/.exec(line)?.[1] ?? 0);
  }
  return { passed: passedHere, failed: failedHere };
}
