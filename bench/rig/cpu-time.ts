import { readdirSync, readFileSync } from 'node:fs';

/** USER_HZ, which Linux fixes at 100 for every program. */
const TICK_MS = 10;

/** What a process and the children it has now have computed so far, in milliseconds. Linux only. */
export function cpuTimeMs(pid: number): number {
  return [...readdirSync('/proc')]
    .filter((entry) => /^\d+$/.test(entry))
    .map(readTimes)
    .filter((process) => process.pid === pid || process.parent === pid)
    .reduce((sum, { ticks }) => sum + ticks * TICK_MS, 0);
}

function readTimes(entry: string): { pid: number; parent: number; ticks: number } {
  try {
    const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
    // After the name, which may hold spaces: state, parent, …; times in user and kernel are 11 and 12 (proc(5)).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { pid: Number(entry), parent: Number(fields[1]), ticks: Number(fields[11]) + Number(fields[12]) };
  } catch {
    return { pid: 0, parent: 0, ticks: 0 }; // gone while we looked
  }
}
