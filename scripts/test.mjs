import { countTests } from './count-tests.mjs';
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
  const { code, output, seconds } = await run(command, args, { show: true });
  const { passed, failed } = countTests(output);
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
