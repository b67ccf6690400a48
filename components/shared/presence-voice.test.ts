import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LOOK_AGAIN_MS, TYPING_HOLDS_MS } from '@/server/domain/presence/presence';
import { PresenceVoice, type Shown } from './presence-voice';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function voice() {
  const said: (Shown & { parting: boolean })[] = [];
  return { said, voice: new PresenceVoice((shown, parting) => said.push({ ...shown, parting })) };
}
const shown = (conversationId: string | null, typing = false, parting = false) => ({
  conversationId,
  typing,
  parting,
});

describe('what a tab tells of itself', () => {
  it('is said when it changes, and again before it runs out', () => {
    const { said, voice: tab } = voice();
    tab.look('c1');
    tab.look('c1');
    expect(said).toEqual([shown('c1')]);
    vi.advanceTimersByTime(LOOK_AGAIN_MS * 2);
    expect(said).toEqual([shown('c1'), shown('c1'), shown('c1')]);
  });

  it('is one word for many keys, and another when the keys stop', () => {
    const { said, voice: tab } = voice();
    tab.look('c1');
    for (let key = 0; key < 30; key += 1) {
      tab.typed();
      vi.advanceTimersByTime(100);
    }
    expect(said).toEqual([shown('c1'), shown('c1', true)]);
    vi.advanceTimersByTime(TYPING_HOLDS_MS);
    expect(said.at(-1)).toEqual(shown('c1'));
  });

  it('says at once that nobody types any more when the text is sent', () => {
    const { said, voice: tab } = voice();
    tab.look('c1');
    tab.typed();
    tab.stopped();
    expect(said).toEqual([shown('c1'), shown('c1', true), shown('c1')]);
  });

  it('takes no typing along to another conversation', () => {
    const { said, voice: tab } = voice();
    tab.look('c1');
    tab.typed();
    tab.look(null);
    tab.look('c2');
    vi.advanceTimersByTime(100);
    expect(said).toEqual([shown('c1'), shown('c1', true), shown('c2')]);
  });

  it('shows nothing in a tab that nobody sees, and comes back with it', () => {
    const { said, voice: tab } = voice();
    tab.look('c1');
    tab.seen(false);
    vi.advanceTimersByTime(LOOK_AGAIN_MS * 3);
    tab.seen(true);
    expect(said).toEqual([shown('c1'), shown(null), shown('c1')]);
  });

  it('parts with a word when the page goes away, and is silent then', () => {
    const { said, voice: tab } = voice();
    tab.look('c1');
    tab.leave();
    tab.leave();
    vi.advanceTimersByTime(LOOK_AGAIN_MS * 3);
    expect(said).toEqual([shown('c1'), shown(null, false, true)]);
  });
});
