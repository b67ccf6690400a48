import { describe, expect, it } from 'vitest';
import { type UnsentMessage, UnsentMessages } from './unsent-messages';

function memory(full = false) {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (full) throw new DOMException('full', 'QuotaExceededError');
      kept.set(key, value);
    },
    removeItem: (key: string) => void kept.delete(key),
    key: (index: number) => [...kept.keys()][index] ?? null,
    get length() {
      return kept.size;
    },
  };
}

const WRITTEN = '2026-11-23T12:00:00.000Z';
const SOON = Date.parse(WRITTEN) + 1_000;
const LATER = Date.parse(WRITTEN) + 60_000;

const message = (id: string): UnsentMessage => ({
  id,
  conversationId: 'c',
  text: 'Hello',
  confirmBlock: false,
  createdAt: WRITTEN,
  state: 'sending',
  reason: null,
});
const shape = (unsent: UnsentMessages) => unsent.all().map(({ id, state }) => `${id} ${state}`);

describe('UnsentMessages', () => {
  it('survive the window that wrote them, waiting to be sent again', () => {
    const storage = memory();
    new UnsentMessages(storage, 'anna.').add(message('a'));
    expect(new UnsentMessages(storage, 'anna.').all()).toEqual([{ ...message('a'), state: 'waiting' }]);
  });

  it('belong to the person who wrote them: nobody else at the device sees or sends them', () => {
    const storage = memory();
    new UnsentMessages(storage, 'anna.').add(message('a'));
    expect(shape(new UnsentMessages(storage, 'jonas.'))).toEqual([]);
  });

  it('hold each message once, oldest first, until it is with the server', () => {
    const unsent = new UnsentMessages(memory(), '');
    unsent.add(message('b'));
    unsent.add(message('a'));
    unsent.add(message('b'));
    unsent.mark('a', 'waiting');
    expect(shape(unsent)).toEqual(['a waiting', 'b sending']);
    unsent.remove('a');
    expect(shape(unsent)).toEqual(['b sending']);
  });

  it('are taken over from a window that is gone, not from one that is sending right now', () => {
    const storage = memory();
    const stays = new UnsentMessages(storage, '');
    new UnsentMessages(storage, '').add(message('a'));
    stays.sync(SOON);
    expect(shape(stays)).toEqual([]);
    stays.sync(LATER);
    expect(shape(stays)).toEqual(['a waiting']);
  });

  it('are no longer shown when another window has sent them', () => {
    const storage = memory();
    const first = new UnsentMessages(storage, '');
    first.add(message('a'));
    first.mark('a', 'waiting');
    const second = new UnsentMessages(storage, '');
    second.remove('a');
    first.sync(LATER);
    expect(shape(first)).toEqual([]);
  });

  it('stay in the window when the storage is full', () => {
    const unsent = new UnsentMessages(memory(true), '');
    unsent.add(message('a'));
    unsent.mark('a', 'waiting');
    unsent.sync(LATER);
    expect(shape(unsent)).toEqual(['a waiting']);
  });

  it('tell whoever shows them of every change', () => {
    const unsent = new UnsentMessages(null, '');
    let told = 0;
    const stop = unsent.subscribe(() => {
      told += 1;
    });
    unsent.add(message('a'));
    unsent.remove('a');
    stop();
    unsent.add(message('b'));
    expect(told).toBe(2);
  });

  it('begin empty when what was stored is not ours', () => {
    for (const stored of ['{', '{}', '[1]', '{"id":1}', 'null']) {
      const storage = memory();
      storage.setItem('p.a', stored);
      expect(new UnsentMessages(storage, 'p.').all()).toEqual([]);
    }
  });
});
