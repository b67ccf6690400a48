import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { isStorageKey, type MediaStorage, NoSuchMedia, type StorageKey } from './storage';

/**
 * Files in a bucket of an S3-compatible service: `s3://bucket/prefix?endpoint=https://…&region=…`. The credentials come
 * the way every S3 program gets them (AWS_ACCESS_KEY_ID and so on, or the machine's role).
 */
export function s3Storage(address: URL): MediaStorage {
  const bucket = address.hostname;
  const prefix = address.pathname.replace(/^\/|\/$/g, '');
  const endpoint = address.searchParams.get('endpoint');
  const client = new S3Client({
    region: address.searchParams.get('region') ?? 'us-east-1',
    // The library's newer check sums are known to Amazon, not to every service that is compatible with it.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // Services other than Amazon's seldom answer on a host name for each bucket.
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
  });
  const nameOf = (key: string) => (prefix === '' ? key : `${prefix}/${key}`);
  const at = (key: StorageKey) => ({ Bucket: bucket, Key: nameOf(key) });

  return {
    async put(key, from, contentType) {
      const { size } = await stat(from);
      await client.send(
        new PutObjectCommand({
          ...at(key),
          Body: createReadStream(from),
          ContentLength: size,
          ContentType: contentType,
        }),
      );
      await rm(from, { force: true });
    },

    async open(key, range) {
      try {
        const { Body } = await client.send(
          new GetObjectCommand({
            ...at(key),
            ...(range ? { Range: `bytes=${range.start}-${range.end}` } : {}),
          }),
        );
        if (!(Body instanceof Readable)) throw new Error('the storage answered without a body');
        return Body;
      } catch (error) {
        throw error instanceof NoSuchKey ? new NoSuchMedia() : error;
      }
    },

    async remove(key) {
      await client.send(new DeleteObjectCommand(at(key)));
    },

    async *keys() {
      let token: string | undefined;
      do {
        const page = await client.send(
          new ListObjectsV2Command({ Bucket: bucket, Prefix: nameOf(''), ContinuationToken: token }),
        );
        for (const { Key = '', LastModified } of page.Contents ?? []) {
          const key = Key.slice(nameOf('').length);
          if (LastModified && isStorageKey(key)) yield { key, storedAt: LastModified };
        }
        token = page.NextContinuationToken;
      } while (token);
    },

    async check() {
      await client.send(new HeadBucketCommand({ Bucket: bucket }));
    },
  };
}
