import { beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '@/db/testing/test-database';
import { type Box, inOrganization } from './context';
import { DomainError } from './domain/errors';
import type { LiveEvent } from './domain/events/event';
import { type House, houseIn } from './usecases/testing/house';

const database = await testDatabase({ poolSize: 20 });
const NEWS: LiveEvent = { kind: 'settings.changed' };
let home: House;
let rings: string[];
let box: Box;

beforeEach(async () => {
  home = await houseIn(database);
  rings = [];
  box = {
    ...home.box,
    doorbell: {
      ringEvents: (organizationId) => rings.push(`events of ${organizationId}`),
      ringOutbox: () => rings.push('outbox'),
    },
  };
});

const run: <T>(verb: Parameters<typeof inOrganization<T>>[3]) => Promise<T> = (verb) =>
  inOrganization(box, home.organization.id, { kind: 'job' }, verb);
const numbers = async () =>
  (await home.rows<{ seq: string }>('select seq from events order by seq')).map(({ seq }) => Number(seq));

describe('inOrganization', () => {
  it('tells news and rings only after a verb has succeeded', async () => {
    const failing = run(async (ctx) => {
      ctx.publish({ to: 'organization' }, NEWS);
      ctx.wakeOutbox();
      throw new DomainError('conflict', 'test', 'No.');
    });
    await expect(failing).rejects.toMatchObject({ reason: 'test' });
    expect([await numbers(), rings]).toEqual([[], []]);

    await run(async (ctx) => {
      ctx.publish({ to: 'organization' }, NEWS);
      ctx.wakeOutbox();
      expect(rings).toEqual([]);
    });
    expect([await numbers(), rings]).toEqual([[1], [`events of ${home.organization.id}`, 'outbox']]);
  });

  it('rings for nothing when there is nothing to tell', async () => {
    expect(await run(async () => 42)).toBe(42);
    expect([await numbers(), rings]).toEqual([[], []]);
  });

  it('tells once what a verb published in the run that lost a deadlock and in the one that won', async () => {
    let runs = 0;
    await run(async (ctx) => {
      runs += 1;
      ctx.publish({ to: 'organization' }, NEWS);
      if (runs === 1) {
        await ctx.tx.execute(`do $$ begin raise exception using errcode = 'deadlock_detected'; end $$`);
      }
    });
    expect(runs).toBe(2);
    expect(await numbers()).toEqual([1]);
  });

  it('gives a verb one moment and ever new ids', async () => {
    await run(async (ctx) => {
      const { now } = ctx;
      home.now = new Date(0);
      expect(ctx.now).toBe(now);
      const ids = Array.from({ length: 100 }, () => ctx.newId());
      expect(new Set(ids).size).toBe(100);
      expect(ids.toSorted()).toEqual(ids);
    });
  });
});

describe('events', () => {
  it('are numbered without gaps under twenty writers, some of whom fail, and appear in order', async () => {
    const other = await houseIn(database);
    let writing = true;
    const reader = (async () => {
      let last = 0;
      while (writing) {
        const seen = await numbers();
        // Whoever has seen number n has seen all below it: a reader may go by the number alone.
        expect(seen).toEqual(Array.from({ length: seen.length }, (_, i) => i + 1));
        expect(seen.length).toBeGreaterThanOrEqual(last);
        last = seen.length;
      }
    })();
    const writers = Array.from({ length: 20 }, async (_, writer) => {
      for (let turn = 0; turn < 10; turn += 1) {
        const fails = (writer + turn) % 4 === 0;
        const write = run(async (ctx) => {
          for (let i = 0; i <= turn % 3; i += 1) ctx.publish({ to: 'organization' }, NEWS);
          if (fails) await ctx.tx.execute('select 1/0');
        });
        await (fails ? expect(write).rejects.toThrow() : write);
        if (turn % 3 === 0) await other.receive(`+1415555${2000 + writer}`, `Text ${turn}`);
      }
    });
    await Promise.all(writers);
    writing = false;
    await reader;
    const [counter] = await home.rows<{ last_seq: string }>('select last_seq from event_counters');
    expect((await numbers()).length).toBe(Number(counter?.last_seq));
    expect((await other.events()).length).toBeGreaterThan(0);
  });
});
