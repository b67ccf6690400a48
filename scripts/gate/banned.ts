import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../install.mjs';

const LONGEST_FILE = 400;
const DRAWERS = /(^|\/)(utils?|helpers?|libs?|common|misc)(\/|\.tsx?$)/;
/** Written in pieces, so that this file does not name what it forbids. */
const BANNED: [RegExp, string][] = [
  [new RegExp('sql\\.' + 'raw\\b'), 'builds SQL from text'],
  [new RegExp('dangerously' + 'SetInnerHTML'), 'puts text into the page as HTML'],
  [new RegExp('[\'"]use ' + 'server[\'"]'), 'is a Server Action'],
  [new RegExp('\\.(skip|only|todo)' + '\\('), 'leaves a test out'],
  [new RegExp('@ts-' + '(ignore|nocheck)|biome-' + 'ignore'), 'silences a check'],
];
/** The environment is read in one module; scripts and tests start processes and may look at their own. */
const ENVIRONMENT = /process\.env\b/;
const MAY_READ_ENVIRONMENT =
  /^(server\/config\.ts|scripts\/|bench\/|e2e\/|db\/testing\/|.*\.config\.(ts|js)$|.*\.test\.ts$)/;

/** What the other checks cannot see: long files, drawers without a name of their own, forbidden words. */
export async function checkBanned(): Promise<string[]> {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => /\.(ts|tsx|js|mjs|cjs)$/.test(file) && !file.startsWith('db/migrations/'));
  return files.flatMap((file) => {
    let text: string;
    try {
      text = readFileSync(path.join(ROOT, file), 'utf8');
    } catch {
      return []; // deleted, and not yet committed so
    }
    const faults = BANNED.filter(([pattern]) => pattern.test(text)).map(([, why]) => `${file} ${why}`);
    if (DRAWERS.test(file)) faults.push(`${file} is in a drawer without a name of its own`);
    if (text.split('\n').length > LONGEST_FILE) faults.push(`${file} is longer than ${LONGEST_FILE} lines`);
    if (ENVIRONMENT.test(text) && !MAY_READ_ENVIRONMENT.test(file))
      faults.push(`${file} reads the environment`);
    return faults;
  });
}
