import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { productOfWorker } from './product';

const run = promisify(execFile);

/** What an operator does at the command line of the running product. @returns its JSON */
export async function operator(...args: string[]): Promise<unknown> {
  const env = { ...process.env, WAGGLE_STATE_DIR: productOfWorker().stateDir };
  const { stdout } = await run(process.execPath, ['scripts/waggle.mjs', ...args, '--json'], { env });
  return JSON.parse(stdout);
}
