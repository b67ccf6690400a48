import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../install.mjs';
import { checkManualItems } from './manual-items';

/** A path in backticks that begins with one of our rooms, or a page of ours. */
const REFERENCE = /`((?:app|components|server|db|public|e2e|docs|bench|scripts|\.ci)\/[\w./-]*[\w/])`/g;

/** Every path that the pages name must exist: a page that sends a reader nowhere is worse than none. */
export async function checkDocs(): Promise<string[]> {
  const pages = ['README.md', 'CONTRIBUTING.md', ...markdownBelow('docs')].filter((page) =>
    existsSync(path.join(ROOT, page)),
  );
  const nowhere = pages.flatMap((page) => {
    const text = readFileSync(path.join(ROOT, page), 'utf8');
    return [...text.matchAll(REFERENCE)]
      .map((match) => match[1] ?? '')
      .filter((reference) => !existsSync(path.join(ROOT, reference)))
      .map((reference) => `${page} names ${reference}, which does not exist`);
  });
  return [...nowhere, ...checkManualItems()];
}

function markdownBelow(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join(folder, name));
}
