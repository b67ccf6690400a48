import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Draft, DraftKeeper } from './draft-keeper';

/** The server's side of one draft, and what this device keeps of it. */
function world(draft: Draft = { text: '', revision: 0 }) {
  const server = { draft, away: false, saves: 0 };
  let kept: Draft | null = null;
  const answer = () => (server.away ? Promise.reject(new Error('away')) : Promise.resolve());
  const door = {
    load: () => answer().then(() => server.draft),
    save: async ({ text, revision }: Draft) => {
      await answer();
      server.saves += 1;
      if (server.draft.revision !== revision) return null;
      server.draft = { text, revision: revision + 1 };
      return server.draft.revision;
    },
  };
  const copy = {
    read: () => kept,
    write: (value: Draft | null) => {
      kept = value;
    },
  };
  const open = () => {
    const keeper = new DraftKeeper(door, copy);
    keeper.heard(server.draft);
    keeper.resume();
    return keeper;
  };
  return { server, open, kept: () => kept };
}

describe('DraftKeeper', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('saves once, half a second after the last key', async () => {
    const { server, open } = world();
    const keeper = open();
    for (const text of ['H', 'He', 'Hello']) {
      keeper.change(text);
      await vi.advanceTimersByTimeAsync(400);
    }
    expect(server.saves).toBe(0);
    await vi.advanceTimersByTimeAsync(100);
    expect(server.draft).toEqual({ text: 'Hello', revision: 1 });
    expect(keeper.view()).toEqual({ text: 'Hello', state: 'saved', other: null });
  });

  it('keeps on the device what cannot be saved, also past a reload, and saves it when that is possible', async () => {
    const { server, open } = world();
    server.away = true;
    const first = open();
    first.change('Kept');
    await vi.advanceTimersByTimeAsync(500);
    expect(first.view().state).toBe('local');
    const second = open();
    expect(second.view().text).toBe('Kept');
    server.away = false;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.draft.text).toBe('Kept');
    expect(second.view().state).toBe('saved');
  });

  it('takes over what another device saved while nobody types here', () => {
    const keeper = world().open();
    keeper.heard({ text: 'From the phone', revision: 1 });
    expect(keeper.view()).toEqual({ text: 'From the phone', state: 'saved', other: null });
  });

  it('does not take an older text over a newer one', async () => {
    const { open } = world();
    const keeper = open();
    keeper.change('One');
    await vi.advanceTimersByTimeAsync(500);
    keeper.change('One two');
    await vi.advanceTimersByTimeAsync(500);
    keeper.heard({ text: 'One', revision: 1 });
    expect(keeper.view().text).toBe('One two');
  });

  it.each([
    ['mine', 'Typed here'],
    ['other', 'Typed there'],
  ] as const)('asks when both were changed, and keeps the one that is chosen: %s', async (which, text) => {
    const { server, open } = world();
    const keeper = open();
    keeper.change('Typed here');
    server.draft = { text: 'Typed there', revision: 1 };
    await vi.advanceTimersByTimeAsync(500);
    expect(keeper.view()).toMatchObject({ text: 'Typed here', other: 'Typed there' });
    expect(server.draft.text).toBe('Typed there');
    keeper.choose(which);
    await vi.advanceTimersByTimeAsync(500);
    expect(keeper.view()).toEqual({ text, state: 'saved', other: null });
    expect(server.draft.text).toBe(text);
  });

  it('does not ask when another device only emptied it: what is typed here stays', async () => {
    const { server, open } = world({ text: 'Old', revision: 1 });
    const keeper = open();
    keeper.change('Typed here');
    server.draft = { text: '', revision: 2 };
    await vi.advanceTimersByTimeAsync(1_000);
    expect(keeper.view()).toMatchObject({ text: 'Typed here', other: null });
    expect(server.draft.text).toBe('Typed here');
  });

  it('never brings a text back that was sent while it was being saved', async () => {
    const { server, open } = world();
    const keeper = open();
    keeper.change('Hello');
    vi.advanceTimersByTime(500);
    keeper.change('');
    server.draft = { text: '', revision: 1 };
    await vi.advanceTimersByTimeAsync(2_000);
    expect(keeper.view()).toEqual({ text: '', state: 'none', other: null });
    expect(server.draft.text).toBe('');
  });

  it('saves at once when the reader goes elsewhere mid-word', async () => {
    const { server, open, kept } = world();
    const keeper = open();
    keeper.change('Mid-wo');
    keeper.leave();
    await vi.advanceTimersByTimeAsync(0);
    expect(server.draft.text).toBe('Mid-wo');
    expect(kept()).toBeNull();
  });

  it('puts a text back behind what has been typed meanwhile', () => {
    const keeper = world().open();
    keeper.append('First');
    keeper.append('Second');
    expect(keeper.view().text).toBe('First\nSecond');
  });
});
