import { readdirSync, readFileSync } from 'node:fs';

const KILO = 1_024;

/**
 * What a process holds of the machine's memory now, in bytes, and its children whose command line has `word`; of the child
 * that ever held most, how much that was. Linux only.
 */
export function memoryOf(
  pid: number,
  word: string,
): { own: number; children: number; count: number; largestPeak: number } {
  const children = readdirSync('/proc').filter(
    (entry) => /^\d+$/.test(entry) && parentOf(entry) === pid && read(entry, 'cmdline').includes(word),
  );
  return {
    own: residentBytes(String(pid)),
    children: children.reduce((sum, entry) => sum + residentBytes(entry), 0),
    count: children.length,
    largestPeak: Math.max(0, ...children.map((entry) => residentBytes(entry, 'VmHWM'))),
  };
}

function parentOf(entry: string): number {
  return Number(/^PPid:\s+(\d+)/m.exec(read(entry, 'status'))?.[1] ?? 0);
}

function residentBytes(entry: string, field: 'VmRSS' | 'VmHWM' = 'VmRSS'): number {
  return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(read(entry, 'status'))?.[1] ?? 0) * KILO;
}

function read(entry: string, file: string): string {
  try {
    return readFileSync(`/proc/${entry}/${file}`, 'utf8');
  } catch {
    return ''; // gone while we looked
  }
}
