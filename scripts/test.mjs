import { ensureInstalled } from './install.mjs';
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

const total = { passed: 0, failed: 0 };
const times = [];
let broken = null;
for (const [name, command, args] of steps) {
  console.log(`\n== ${name}`);
  const { code, output, seconds } = await run(command, args, { show: true, env: { FORCE_COLOR: '0' } });
  const { passed, failed } = count(output);
  total.passed += passed;
  // A step that breaks before its first test has failed all the same.
  total.failed += code === 0 ? failed : Math.max(failed, 1);
  times.push(`${name} ${seconds.toFixed(0)} s`);
  if (code !== 0) {
    broken = name;
    break;
  }
}
console.log(`\n${broken ? `${broken} failed.` : 'All is well.'} (${times.join(', ')})`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = broken ? 1 : 0;

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
