import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Spool } from './spool';

let dir: string;
let spool: Spool;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'waggle-spool-'));
  spool = new Spool(dir);
});
afterAll(() => rm(dir, { recursive: true }));

describe('the spool', () => {
  it('holds what a stream brought, counted and hashed', async () => {
    const bytes = Buffer.from('one and two');
    const taken = await spool.take(Readable.from([bytes.subarray(0, 3), bytes.subarray(3)]), 11);
    expect(taken).toMatchObject({ bytes: 11, sha256: createHash('sha256').update(bytes).digest('hex') });
    expect(await readFile(taken.path)).toEqual(bytes);
    await spool.working([taken.path], async () => undefined);
    expect(await readdir(dir)).toEqual([]);
  });

  it('leaves nothing of a stream that broke off before it was begun with', async () => {
    const taken = Array.from({ length: 100 }, () => {
      const broken = new Readable({ read: () => undefined }).on('error', () => undefined);
      broken.destroy(new Error('broken off'));
      return spool.take(broken, 10);
    });
    const outcomes = await Promise.allSettled(taken);
    expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['rejected']));
    // What was begun before is on the disk when this is.
    await spool.working(
      [(await spool.take(Readable.from([Buffer.alloc(1)]), 1)).path],
      async () => undefined,
    );
    expect(await readdir(dir)).toEqual([]);
  });

  it('leaves nothing of a stream that is longer than it may be', async () => {
    await expect(spool.take(Readable.from([Buffer.alloc(6), Buffer.alloc(6)]), 11)).rejects.toMatchObject({
      reason: 'too_big',
    });
    expect(await readdir(dir)).toEqual([]);
  });
});
