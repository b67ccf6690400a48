import { readdirSync } from 'node:fs';
import { ensureInstalled, fail, registerTypeScript } from './install.mjs';
import { run } from './steps.mjs';

// npm run bench [-- <name> …]: each measure of bench/ in a process of its own, one JSON line each on stdout.
ensureInstalled();
const [only, ...more] = process.argv.slice(2);
if (only === '--one') {
  // An orderly exit, so that the product it started is told to end too.
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  await registerTypeScript();
  await import(`../bench/${more[0]}.bench.ts`);
} else {
  const all = readdirSync('bench').flatMap((file) => /^(.+)\.bench\.ts$/.exec(file)?.[1] ?? []);
  const wanted = only === undefined ? all.sort() : [only, ...more];
  const unknown = wanted.find((name) => !all.includes(name));
  if (unknown) fail(`There is no bench called ${unknown}. There are: ${all.join(', ')}.`);
  for (const name of wanted) {
    console.error(`== ${name}`);
    const { code } = await run(process.execPath, [import.meta.filename, '--one', name], { show: true });
    if (code !== 0) process.exitCode = 1;
  }
}
