import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { MediaRefusal } from './media-refusal';
import type { ReaderAnswer, ReaderTask, ReadFile } from './reader-tasks';

/** Never more than two pictures are decoded at once on a machine that also serves people. */
const MOST = 2;
/** A task that takes longer is ended, and its file is called damaged. Milliseconds. */
const TASK_MS = 20_000;
/** An idle process is let go after so long: it holds about 100 MB. Milliseconds. */
const IDLE_MS = 30_000;
/** More than this waiting is refused, so that a flood of uploads cannot grow without end. */
const MOST_WAITING = 200;

const PROGRAM = fileURLToPath(new URL('./reader-process.ts', import.meta.url));

interface Waiting {
  task: ReaderTask;
  resolve(answer: ReaderAnswer): void;
}

/** Opens strangers' files in processes of their own: see reader-process.ts. */
export class FileReader {
  readonly #idle: { child: ChildProcess; timer: NodeJS.Timeout }[] = [];
  readonly #waiting: Waiting[] = [];
  readonly #children = new Set<ChildProcess>();
  #busy = 0;

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
    const answer = await new Promise<ReaderAnswer>((resolve) => {
      this.#waiting.push({ task, resolve });
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
    const done = (answer: ReaderAnswer, alive: boolean) => {
      clearTimeout(timer);
      child.removeAllListeners('message').removeAllListeners('exit');
      this.#busy -= 1;
      if (alive) this.#keep(child);
      else this.#children.delete(child);
      waiting.resolve(answer);
      this.#next();
    };
    child.once('message', (answer) => done(answer as ReaderAnswer, true));
    child.once('exit', () => done({ refusal: 'damaged' }, false));
    child.send(waiting.task);
  }

  #takeChild(): ChildProcess {
    const kept = this.#idle.pop();
    if (kept) {
      clearTimeout(kept.timer);
      kept.child.removeAllListeners('exit');
      return kept.child;
    }
    const child = fork(PROGRAM, {
      execArgv: ['--import', 'tsx', '--max-old-space-size=256'],
      // It needs none of our settings, and must not know our keys.
      env: { NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.on('error', () => child.kill('SIGKILL'));
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
