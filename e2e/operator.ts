import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What an operator does at the command line of the running product. @returns its JSON */
export async function operator(...args: string[]): Promise<unknown> {
  const { stdout } = await run(process.execPath, ['scripts/waggle.mjs', ...args, '--json']);
  return JSON.parse(stdout);
}
