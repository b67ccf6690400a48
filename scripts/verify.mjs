import path from 'node:path';
import { ensureInstalled, ROOT, registerTypeScript } from './install.mjs';
import { bin, run } from './steps.mjs';

// npm run verify: everything that needs no database and no browser, in seconds.
ensureInstalled();
await registerTypeScript();
const { checkWalls } = await import('./gate/walls.ts');
const { checkDocs } = await import('./gate/docs.ts');
const { checkBanned } = await import('./gate/banned.ts');

const TYPE_CHECKER = path.join(ROOT, 'node_modules/typescript-7/bin/tsc');
const command = (program, args) => async () => {
  const { code, output } = await run(program, args);
  return code === 0 ? [] : [output.trim()];
};

const steps = {
  'format and lint': command(bin('biome'), ['ci', '--error-on-warnings', '--colors=off', '.']),
  // TypeScript 7 is a program: six seconds where 6 takes thirty. Next and the other checks want the library that 6 is.
  types: command(TYPE_CHECKER, ['--noEmit', '--incremental', 'false']),
  walls: checkWalls,
  'dead code': command(bin('knip'), ['--no-progress']),
  // A version can be out before its platform packages; npm then writes an incomplete lock without a word.
  'lock file': command('npm', ['ci', '--dry-run', '--no-audit', '--no-fund', '--loglevel=error']),
  docs: checkDocs,
  'what must not be there': checkBanned,
};

let failed = 0;
await Promise.all(
  Object.entries(steps).map(async ([name, check]) => {
    const startedAt = Date.now();
    const faults = await check();
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
    console.log(`${faults.length === 0 ? 'ok  ' : 'FAIL'}  ${name} (${seconds} s)`);
    for (const fault of faults) console.log(fault);
    if (faults.length > 0) failed += 1;
  }),
);
process.exitCode = failed === 0 ? 0 : 1;
