import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import S3rver from '@20minutes/s3rver';

/** An S3-compatible server on this machine. @returns the MEDIA_URL of a bucket of its own */
export async function localS3(): Promise<{ mediaUrl: URL; close(): Promise<void> }> {
  const directory = await mkdtemp(path.join(tmpdir(), 'waggle-s3-'));
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    // It signs addresses of buckets, not of files, otherwise than Amazon does.
    allowMismatchedSignatures: true,
    directory,
    configureBuckets: [{ name: 'waggle' }],
  });
  const { port } = await server.run();
  const endpoint = encodeURIComponent(`http://127.0.0.1:${port}`);
  return {
    mediaUrl: new URL(`s3://waggle/files/of?endpoint=${endpoint}`),
    async close() {
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
