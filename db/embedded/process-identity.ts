import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/**
 * What a process number stands for at this moment: start time and command line, or null when nothing runs
 * under it (a zombie counts as nothing). A number alone proves nothing: after a restart of the machine or
 * the container it belongs to somebody else, often at once.
 */
export function identityOf(pid: number): string | null {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  try {
    if (!existsSync('/proc/self/stat')) {
      const line = execFileSync('ps', ['-o', 'lstart=,command=', '-p', String(pid)], { encoding: 'utf8' });
      return line.trim() || null;
    }
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    // The name in parentheses may hold spaces; the start time (proc(5), field 22) is the 20th word after it.
    const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? '';
    return command ? `${afterName.split(' ')[19]} ${command}` : null;
  } catch {
    return null;
  }
}
