import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../install.mjs';
import { bin, run } from '../steps.mjs';
import { PLANTED_FAULTS, TARGETS } from './planted-faults';

const CONFIG = path.join(ROOT, '.dependency-cruiser.cjs');
const ROOMS = ['app', 'components', 'server', 'db', 'scripts', 'e2e', 'bench'];

interface Report {
  modules: { source: string; dependencies: { resolved: string }[] }[];
  summary: { violations: { from: string; to: string; rule: { name: string } }[] };
}

/**
 * Checks who imports whom, and checks the check: a misconfigured run sees nothing and passes for ever. So
 * the run must have seen an import that is known to be there, and every rule must catch a fault planted
 * against it in a small house of its own.
 */
export async function checkWalls(): Promise<string[]> {
  const [house, unguarded] = await Promise.all([cruise(ROOT), checkRules()]);
  if (typeof house === 'string') return [house];
  const seen = house.modules.find(({ source }) => source === 'server/context.ts');
  const blind = !seen?.dependencies.some(({ resolved }) => resolved === 'db/client.ts');
  return [
    ...(blind
      ? ['The import of db/client.ts in server/context.ts was not seen: the walls are not being checked.']
      : []),
    ...unguarded,
    ...house.summary.violations.map(({ from, to, rule }) => `${from} → ${to}: ${rule.name}`),
  ];
}

/** @returns the rules that did not catch the fault planted against them */
async function checkRules(): Promise<string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'waggle-walls-'));
  try {
    const files = new Map(TARGETS.map((file) => [file, 'export const x = 1;']));
    files.set('tsconfig.json', readFileSync(path.join(ROOT, 'tsconfig.json'), 'utf8'));
    files.set('node_modules/pg/package.json', '{"name": "pg", "main": "index.js"}');
    for (const { file, imports } of Object.values(PLANTED_FAULTS))
      files.set(file, `${imports}\nexport const own = 1;`);
    for (const [file, text] of files) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    const report = await cruise(folder);
    if (typeof report === 'string') return [report];
    const caught = new Set(report.summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`));
    return ruleNames()
      .filter((name) => !caught.has(`${name}: ${PLANTED_FAULTS[name]?.file}`))
      .map((name) => `The rule "${name}" does not catch the fault of scripts/gate/planted-faults.ts.`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function ruleNames(): string[] {
  const { forbidden } = createRequire(import.meta.url)(CONFIG) as { forbidden: { name: string }[] };
  return forbidden.map(({ name }) => name);
}

/** @returns the report, or what the program printed when it could not make one */
async function cruise(folder: string): Promise<Report | string> {
  const rooms = ROOMS.filter((room) => existsSync(path.join(folder, room)));
  const { output, stdout } = await run(
    bin('depcruise'),
    ['--config', CONFIG, '--output-type', 'json', ...rooms],
    {
      cwd: folder,
    },
  );
  try {
    return JSON.parse(stdout) as Report;
  } catch {
    return output;
  }
}
