import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const MODULE = new URL('./stop-signals.ts', import.meta.url).href;
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** A process that says "ready", and needs `ms` to stop. `supervised` gives it a parent that it can lose. */
async function started(
  ms: number,
  supervised: boolean,
): Promise<{ child: ChildProcess; exit: Promise<number | null> }> {
  const code = `
    import { onStopSignal } from ${JSON.stringify(MODULE)};
    onStopSignal(async (reason) => {
      console.log('stopping: ' + reason);
      await new Promise((resolve) => setTimeout(resolve, ${ms}));
      if (${ms} < 0) throw new Error('cannot stop');
    });
    setInterval(() => {}, 1_000);
    console.log('ready');`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit', supervised ? 'ipc' : 'ignore'],
  });
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await said(child, 'ready');
  return { child, exit };
}

function said(child: ChildProcess, text: string): Promise<void> {
  return new Promise((resolve) => {
    const listen = (chunk: Buffer) => {
      if (!chunk.toString().includes(text)) return;
      child.stdout?.off('data', listen);
      resolve();
    };
    child.stdout?.on('data', listen);
  });
}

describe('a process that is told to stop', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('at %s stops in order and exits with 0', async (signal) => {
    const { child, exit } = await started(10, false);
    child.kill(signal);
    expect(await exit).toBe(0);
  });

  it('exits with 1 when it cannot stop in order', async () => {
    const { child, exit } = await started(-1, false);
    child.kill('SIGTERM');
    expect(await exit).toBe(1);
  });

  it('exits at once at the second signal', async () => {
    const { child, exit } = await started(600_000, false);
    const stopping = said(child, 'stopping: SIGTERM');
    child.kill('SIGTERM');
    await stopping;
    child.kill('SIGTERM');
    expect(await exit).toBe(1);
  });

  it('stops when its parent is gone', async () => {
    const { child, exit } = await started(10, true);
    child.disconnect();
    expect(await exit).toBe(0);
  });

  it('leaves Ctrl-C to its supervisor, so that the SIGTERM after it is the first signal', async () => {
    const { child, exit } = await started(10, true);
    child.kill('SIGINT');
    child.kill('SIGTERM');
    expect(await exit).toBe(0);
  });
});
