import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { diskStorage } from '../disk-storage';
import { FileReader } from '../file-reader';
import type { MediaTools } from '../ingest';
import { Spool } from '../spool';

/** Everything that taking files in needs, in a folder that goes when the tests are over. */
export async function testMedia(): Promise<
  MediaTools & { left(): Promise<string[]>; close(): Promise<void>; root: string }
> {
  const root = await mkdtemp(path.join(tmpdir(), 'waggle-media-'));
  const spoolDir = path.join(root, '.spool');
  const reader = new FileReader();
  return {
    root,
    storage: diskStorage(root),
    spool: new Spool(spoolDir),
    reader,
    /** Names in the spool: none, when nobody is at work. */
    left: () => readdir(spoolDir).catch(() => []),
    async close() {
      reader.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}
