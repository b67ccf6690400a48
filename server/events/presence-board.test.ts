import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOOK_HOLDS_MS, type Look, TYPING_HOLDS_MS } from '@/server/domain/presence/presence';
import { PresenceBoard } from './presence-board';

const SPOT = { organizationId: 1, conversationId: 'c1' };

function look(change: Partial<Look> = {}): Look {
  return { ...SPOT, tabId: 't1', userId: 'ann', inboxId: 's1', typing: false, ...change };
}

function boardAt(start = 0) {
  const clock = { now: start };
  return { clock, board: new PresenceBoard(() => clock.now) };
}

describe('the board', () => {
  it('shows a person once, however many tabs of theirs look, and typing when one of them types', () => {
    const { board } = boardAt();
    board.put(look({ tabId: 't1', typing: true }));
    board.put(look({ tabId: 't2' }));
    expect(board.people(SPOT)).toEqual([{ userId: 'ann', typing: true }]);
  });

  it('says what changed, and nothing when a tab only repeats itself', () => {
    const { board } = boardAt();
    expect(board.put(look())).toHaveLength(1);
    expect(board.put(look())).toEqual([]);
    expect(board.put(look({ typing: true }))).toHaveLength(1);
    expect(board.put(look({ typing: true }))).toEqual([]);
    expect(board.put(look({ conversationId: 'c2' })).map(({ conversationId }) => conversationId)).toEqual([
      'c1',
      'c2',
    ]);
    expect(board.leave(look())).toHaveLength(1);
    expect(board.leave(look())).toEqual([]);
  });

  it('forgets who types and who looks after their time', () => {
    const { board, clock } = boardAt();
    board.put(look({ typing: true }));
    clock.now = TYPING_HOLDS_MS;
    expect(board.expire()).toHaveLength(1);
    expect(board.people(SPOT)).toEqual([{ userId: 'ann', typing: false }]);
    clock.now = LOOK_HOLDS_MS;
    expect(board.expire()).toHaveLength(1);
    expect(board.people(SPOT)).toEqual([]);
    expect(board.inboxOf(SPOT)).toBeNull();
  });

  it('keeps organizations apart, even with the same ids', () => {
    const { board } = boardAt();
    board.put(look());
    board.put(look({ organizationId: 2, userId: 'bob' }));
    expect(board.people(SPOT)).toEqual([{ userId: 'ann', typing: false }]);
    board.leave({ organizationId: 2, tabId: 't1' });
    expect(board.people(SPOT)).toHaveLength(1);
  });

  it('lets nobody go on with what another person was allowed to see', () => {
    const { board } = boardAt();
    board.put(look());
    expect(board.lookOf(look())?.inboxId).toBe('s1');
    expect(board.lookOf(look({ userId: 'bob' }))).toBeNull();
    expect(board.lookOf(look({ conversationId: 'c2' }))).toBeNull();
  });

  it('is empty after everybody has left or run out, whatever they did before', () => {
    const tabs = fc.constantFrom('t1', 't2', 't3');
    const step = fc.record({
      tabId: tabs,
      conversationId: fc.constantFrom('c1', 'c2'),
      typing: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(step, fc.nat(20_000))), (steps) => {
        const { board, clock } = boardAt();
        for (const [change, passed] of steps) {
          clock.now += passed;
          board.expire();
          board.put(look({ ...change, userId: `of ${change.tabId}` }));
        }
        clock.now += LOOK_HOLDS_MS;
        board.expire();
        return ['c1', 'c2'].every((conversationId) => board.people({ ...SPOT, conversationId }).length === 0);
      }),
    );
  });
});
