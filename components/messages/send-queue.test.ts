import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Answer, SendQueue } from './send-queue';
import { type UnsentMessage, UnsentMessages } from './unsent-messages';

const message = (id: string, conversationId = 'c') => ({
  id,
  conversationId,
  text: id,
  confirmBlock: false,
  createdAt: '2026-11-23T12:00:00.000Z',
});

/** A server whose answers are given by hand. */
function desk() {
  const unsent = new UnsentMessages(null, '');
  const handed: string[] = [];
  const pending: ((answer: Answer) => void)[] = [];
  const queue = new SendQueue(unsent, ({ id }: UnsentMessage) => {
    handed.push(id);
    return new Promise((resolve) => pending.push(resolve));
  });
  const answer = async (value: Answer) => {
    pending.shift()?.(value);
    await Promise.resolve();
    await Promise.resolve();
  };
  return { unsent, handed, queue, answer };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('SendQueue', () => {
  it('lets a message be taken back until its time, and those behind it wait', async () => {
    vi.useFakeTimers();
    const { handed, queue, answer, unsent } = desk();
    queue.send({ ...message('a'), sendAt: Date.now() + 5_000 });
    queue.send(message('b'));
    queue.send(message('c', 'other'));
    expect(handed).toEqual(['c']);
    vi.advanceTimersByTime(4_999);
    expect(handed).toEqual(['c']);
    vi.advanceTimersByTime(1);
    expect(handed).toEqual(['c', 'a']);
    expect(queue.takeBack('a')).toBeNull();
    await answer('stored');
    await answer('stored');
    expect(handed).toEqual(['c', 'a', 'b']);
    expect(unsent.all().map(({ id }) => id)).toEqual(['b']);
  });

  it('gives the text back of a message that was taken back, and never sends it', () => {
    vi.useFakeTimers();
    const { handed, queue, unsent } = desk();
    queue.send({ ...message('a'), sendAt: Date.now() + 5_000 });
    expect(queue.takeBack('a')?.text).toBe('a');
    vi.advanceTimersByTime(60_000);
    expect(handed).toEqual([]);
    expect(unsent.all()).toEqual([]);
  });

  it('hands the second message over only when the first is with the server', async () => {
    const { handed, queue, answer, unsent } = desk();
    queue.send(message('a'));
    queue.send(message('b'));
    expect(handed).toEqual(['a']);
    await answer('stored');
    expect(handed).toEqual(['a', 'b']);
    await answer('stored');
    expect(unsent.all()).toEqual([]);
  });

  it('lets one conversation not wait for another', () => {
    const { handed, queue } = desk();
    queue.send(message('a', 'one'));
    queue.send(message('b', 'two'));
    expect(handed).toEqual(['a', 'b']);
  });

  it('tries again under the same id what got no answer, and those behind it wait with it', async () => {
    const { handed, queue, answer, unsent } = desk();
    queue.send(message('a'));
    queue.send(message('b'));
    await answer('no_answer');
    expect(unsent.all().map(({ state }) => state)).toEqual(['waiting', 'waiting']);
    queue.pump();
    queue.pump();
    expect(handed).toEqual(['a', 'a']);
  });

  it('keeps what was refused, with the reason, and goes on with the next', async () => {
    const { handed, queue, answer, unsent } = desk();
    queue.send(message('a'));
    queue.send(message('b'));
    await answer({ refused: 'The customer has opted out.' });
    expect(handed).toEqual(['a', 'b']);
    expect(unsent.all()[0]).toMatchObject({ state: 'refused', reason: 'The customer has opted out.' });
    queue.pump();
    expect(handed).toEqual(['a', 'b']);
  });

  it('sends a held message anyway when somebody says so, and only that one', async () => {
    const { queue, answer, unsent } = desk();
    queue.send(message('a'));
    await answer({ refused: 'Anna answered 8 s ago.', held: true });
    expect(unsent.all()).toMatchObject([{ state: 'refused', held: true }]);
    queue.again('a');
    expect(unsent.all()).toMatchObject([{ state: 'sending', held: false, sendAnyway: true, reason: null }]);
    await answer({ refused: 'The customer has opted out.' });
    queue.again('a');
    expect(unsent.all()).toMatchObject([{ state: 'sending', held: false }]);
    queue.send(message('b'));
    expect(unsent.all()[1]).not.toHaveProperty('sendAnyway');
  });

  it('sends everything once and in order, however the connection comes and goes', async () => {
    const outages = fc.array(fc.boolean(), { maxLength: 40 });
    const writings = fc.array(fc.constantFrom('one', 'two', 'three'), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(writings, outages, async (conversations, away) => {
        const unsent = new UnsentMessages(null, '');
        const stored: UnsentMessage[] = [];
        const queue = new SendQueue(unsent, async (sent) => {
          // The answer of a stored message may be lost too: then it is handed over a second time.
          const lost = away.pop() ?? false;
          if (!lost || away.length % 2 === 0) {
            if (!stored.some(({ id }) => id === sent.id)) stored.push(sent);
          }
          return lost ? 'no_answer' : 'stored';
        });
        const ids = conversations.map((_, i) => String(i).padStart(3, '0'));
        for (const [i, id] of ids.entries()) queue.send(message(id, conversations[i]));
        for (let i = 0; i <= 60 && unsent.all().length > 0; i += 1) {
          await new Promise((resolve) => setImmediate(resolve));
          queue.pump();
        }
        expect(unsent.all()).toEqual([]);
        expect(stored.map(({ id }) => id).toSorted()).toEqual(ids);
        for (const conversation of new Set(conversations)) {
          const own = stored.filter(({ conversationId }) => conversationId === conversation);
          expect(own.map(({ id }) => id)).toEqual(own.map(({ id }) => id).toSorted());
        }
      }),
      { numRuns: 100 },
    );
  });
});
