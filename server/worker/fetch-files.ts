import type { Logger } from 'pino';
import { type FetchTools, FileFetcher } from './file-fetcher';
import type { Wake } from './wake';

/** The safety net when a doorbell is lost. */
const POLL_MS = 1_000;

/** Fetches customers' files from their carriers when they are due, until stopped; then what is under way is finished. */
export async function fetchFiles(tools: FetchTools, wake: Wake, log: Logger): Promise<void> {
  const fetcher = new FileFetcher(tools, log, () => wake.up());
  while (!wake.stopped) {
    let nextInMs: number | null = null;
    try {
      nextInMs = await fetcher.start();
    } catch (error) {
      log.warn({ err: error }, 'cannot look for files to fetch');
    }
    if (nextInMs !== 0) await wake.sleep(Math.min(nextInMs ?? POLL_MS, POLL_MS));
  }
  await fetcher.finish();
}
