import type { Logger } from 'pino';
import { type FetchTools, FileFetcher } from '../file-fetcher';

/** Fetches what is due, to its end. @returns what FileFetcher.start says */
export async function fetchDueFiles(tools: FetchTools, log: Logger): Promise<number | null> {
  const fetcher = new FileFetcher(tools, log);
  const nextInMs = await fetcher.start();
  await fetcher.finish();
  return nextInMs;
}
