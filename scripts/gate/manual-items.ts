import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../install.mjs';

const PAGE = 'docs/manual-items.md';
/** The items of the manual that the page has to account for. */
const FIRST = 16;
const LAST = 77;
const ROW = /^\| (\d+) \| [^|]+ \| ([^|]+) \|$/gm;
const TEST = /^`([^`]+)` (.+)$/;

/** The page of the manual's items names tests: each has to be there under that title, and each item on the page. */
export function checkManualItems(): string[] {
  const rows = new Map<number, string>();
  for (const [, item, shownBy = ''] of readFileSync(path.join(ROOT, PAGE), 'utf8').matchAll(ROW)) {
    rows.set(Number(item), shownBy);
  }
  const items = Array.from({ length: LAST - FIRST + 1 }, (_, i) => FIRST + i);
  return items.flatMap((item) => faultsOf(rows.get(item)).map((fault) => `${PAGE}, item ${item}: ${fault}`));
}

function faultsOf(shownBy: string | undefined): string[] {
  if (!shownBy) return ['has no row'];
  // In brackets: why no test of ours can show it.
  if (/^\([^)]+\)$/.test(shownBy)) return [];
  return shownBy.split('<br>').flatMap((test) => {
    const [, file = '', title = ''] = TEST.exec(test) ?? [];
    return existsSync(path.join(ROOT, file)) && sourceOf(file).includes(`('${title}'`)
      ? []
      : [`there is no test ${test}`];
  });
}

function sourceOf(file: string): string {
  return file === '' ? '' : readFileSync(path.join(ROOT, file), 'utf8');
}
