import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { MediaRefusal } from './media-refusal';
import type { ReaderAnswer, ReaderTask, ReadFile } from './reader-tasks';

/** Never more than two pictures are decoded at once on a machine that also serves people. */
const MOST = 2;
/** A task that takes longer is ended, and its file is refused. Milliseconds. */
const TASK_MS = 20_000;
/** An idle process is let go after so long: it holds about 100 MB. Milliseconds. */
const IDLE_MS = 30_000;
/** More than this waiting is refused, so that a flood of uploads cannot grow without end. */
const MOST_WAITING = 200;

/**
 * As much data as one process may have, in KiB (RLIMIT_DATA). The largest pictures that are taken need up to 390 MB, 25
 * million pixels of WebP with transparency 610 for a moment: bench/media.bench.ts prints it.
 */
const MEMORY_KIB = 768 * 1_024;
/** Sets the limit for itself and becomes the program: what it asks for beyond is refused by the system. */
const LIMITED = 'ulimit -d "$0" 2>/dev/null; exec "$@"';
const SHELL = '/bin/sh';

const PROGRAM = fileURLToPath(new URL('./reader-process.ts', import.meta.url));

interface Waiting {
  task: ReaderTask;
  resolve(answer: ReaderAnswer): void;
  reject(error: Error): void;
}

/**
 * Opens strangers' files in processes of their own: see reader-process.ts. Their memory has a hard bound where the system
 * knows one (Linux); elsewhere only the limits of pixels and of the JavaScript heap hold.
 */
export class FileReader {
  readonly #idle: { child: ChildProcess; timer: NodeJS.Timeout }[] = [];
  readonly #waiting: Waiting[] = [];
  readonly #children = new Set<ChildProcess>();
  readonly #memoryKib: number;
  #busy = 0;

  /** @param memoryKib of each process; settable so that a test need not fill it */
  constructor(memoryKib = MEMORY_KIB) {
    this.#memoryKib = memoryKib;
  }

  /** What the file is; a picture is written anew. @throws MediaRefusal */
  read(task: Omit<Extract<ReaderTask, { kind: 'read' }>, 'kind'>): Promise<ReadFile> {
    return this.#perform({ kind: 'read', ...task });
  }

  /** The picture made to fit. @throws MediaRefusal animated, cannot_shrink, damaged */
  shrink(task: Omit<Extract<ReaderTask, { kind: 'shrink' }>, 'kind'>): Promise<ReadFile> {
    return this.#perform({ kind: 'shrink', ...task });
  }

  close(): void {
    for (const child of this.#children) child.kill('SIGKILL');
  }

  async #perform(task: ReaderTask): Promise<ReadFile> {
    if (this.#waiting.length >= MOST_WAITING) throw new Error('too many files wait to be read');
    const answer = await new Promise<ReaderAnswer>((resolve, reject) => {
      this.#waiting.push({ task, resolve, reject });
      this.#next();
    });
    if ('refusal' in answer) throw new MediaRefusal(answer.refusal);
    return answer.result;
  }

  #next(): void {
    if (this.#busy >= MOST) return;
    const waiting = this.#waiting.shift();
    if (!waiting) return;
    this.#busy += 1;
    const child = this.#takeChild();
    const timer = setTimeout(() => child.kill('SIGKILL'), TASK_MS);
    const done = (alive: boolean) => {
      clearTimeout(timer);
      forget(child);
      this.#busy -= 1;
      if (alive) this.#keep(child);
      else this.#children.delete(child);
      this.#next();
    };
    child.once('message', (answer) => {
      waiting.resolve(answer as ReaderAnswer);
      done(true);
    });
    // Ended by us for its time, by the system for its memory, or by a decoder that fell.
    child.once('exit', () => {
      waiting.resolve({ refusal: 'too_costly' });
      done(false);
    });
    child.once('error', (error) => {
      child.kill('SIGKILL');
      waiting.reject(error);
      done(false);
    });
    child.send(waiting.task, () => undefined);
  }

  #takeChild(): ChildProcess {
    const kept = this.#idle.pop();
    if (kept) {
      clearTimeout(kept.timer);
      forget(kept.child);
      return kept.child;
    }
    const own = ['--import', 'tsx', '--max-old-space-size=256'];
    const limited = existsSync(SHELL)
      ? { execPath: SHELL, execArgv: ['-c', LIMITED, String(this.#memoryKib), process.execPath, ...own] }
      : { execArgv: own };
    const child = fork(PROGRAM, {
      ...limited,
      // It needs none of our settings, and must not know our keys.
      env: { NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#children.add(child);
    return child;
  }

  #keep(child: ChildProcess): void {
    const timer = setTimeout(() => child.kill(), IDLE_MS);
    timer.unref();
    child.once('exit', () => {
      clearTimeout(timer);
      this.#children.delete(child);
      this.#idle.splice(0, this.#idle.length, ...this.#idle.filter((kept) => kept.child !== child));
    });
    this.#idle.push({ child, timer });
  }
}

/** Takes our own ears off; the channel between the processes has others. */
function forget(child: ChildProcess): void {
  for (const event of ['message', 'exit', 'error']) child.removeAllListeners(event);
  // One that nobody hears would end this process.
  child.on('error', () => child.kill('SIGKILL'));
}
