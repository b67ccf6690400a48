import { describe, expect, it } from 'vitest';
import { type UnsentMessage, UnsentMessages } from './unsent-messages';

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

const message = (id: string): UnsentMessage => ({
  id,
  conversationId: 'c',
  text: 'Hello',
  confirmBlock: false,
  createdAt: '2026-11-23T12:00:00.000Z',
  state: 'sending',
});

describe('UnsentMessages', () => {
  it('survive the window that wrote them, waiting to be sent again', () => {
    const storage = memory();
    new UnsentMessages(storage).add(message('a'));
    expect(new UnsentMessages(storage).all()).toEqual([{ ...message('a'), state: 'waiting' }]);
  });

  it('hold each message once, in the order written, until it is with the server', () => {
    const unsent = new UnsentMessages(memory());
    unsent.add(message('a'));
    unsent.add(message('b'));
    unsent.add(message('b'));
    unsent.mark('a', 'waiting');
    expect(unsent.all().map(({ id, state }) => `${id} ${state}`)).toEqual(['a waiting', 'b sending']);
    unsent.remove('a');
    expect(unsent.all().map(({ id }) => id)).toEqual(['b']);
  });

  it('tell whoever shows them of every change', () => {
    const unsent = new UnsentMessages(null);
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
    for (const stored of ['{', '{}', '[1]', '[{"id":1}]', 'null']) {
      expect(new UnsentMessages({ ...memory(), getItem: () => stored }).all()).toEqual([]);
    }
  });
});
