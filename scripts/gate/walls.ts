import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../install.mjs';
import { bin, run } from '../steps.mjs';

const ROOMS = ['app', 'components', 'server', 'db', 'scripts', 'e2e', 'bench'];
const PLANTED = 'server/domain/planted-fault.ts';
const RULE = 'domain is pure';

/**
 * Checks who imports whom. The same run holds a planted fault, which must be found: a misconfigured
 * run finds nothing at all and would pass for ever.
 */
export async function checkWalls(): Promise<string[]> {
  const planted = path.join(ROOT, PLANTED);
  writeFileSync(
    planted,
    "import { openDatabase } from '@/db/client';\nexport const planted = openDatabase;\n",
  );
  try {
    const rooms = ROOMS.filter((room) => existsSync(path.join(ROOT, room)));
    const { output } = await run(bin('depcruise'), [
      '--config',
      '.dependency-cruiser.cjs',
      '-T',
      'json',
      ...rooms,
    ]);
    const faults = readFaults(output);
    const own = faults.filter(({ from, rule }) => from === PLANTED && rule === RULE);
    if (own.length === 0) return ['The planted fault was not found: the walls are not being checked.'];
    return faults
      .filter(({ from }) => from !== PLANTED)
      .map(({ from, to, rule }) => `${from} → ${to}: ${rule}`);
  } finally {
    rmSync(planted, { force: true });
  }
}

function readFaults(output: string): { from: string; to: string; rule: string }[] {
  const report = JSON.parse(output) as {
    summary: { violations: { from: string; to: string; rule: { name: string } }[] };
  };
  return report.summary.violations.map(({ from, to, rule }) => ({ from, to, rule: rule.name }));
}
