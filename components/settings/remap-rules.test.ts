import { describe, expect, it } from 'vitest';
import type { Action } from '../shared/actions';
import { remapped } from './remap-rules';

const action = (id: string, keys?: string, more: Partial<Action> = {}): Action => ({
  id,
  label: id,
  group: 'list',
  run: () => undefined,
  ...(keys === undefined ? {} : { keys }),
  ...more,
});
const NEXT = action('next', 'j');
const MINE = action('mine', 'g i');
const PALETTE = action('palette', 'mod+k', { whileTyping: true });
const BARE = action('bare');
const ALL = [NEXT, MINE, PALETTE, BARE];

describe('remapped', () => {
  it('keeps new keys, beside those of other actions', () => {
    expect(remapped(NEXT, 'n', { mine: null }, ALL)).toEqual({
      kind: 'saved',
      remap: { mine: null, next: 'n' },
    });
  });

  it('keeps nothing for keys as they were', () => {
    expect(remapped(NEXT, 'j', { next: 'n' }, ALL)).toEqual({ kind: 'saved', remap: {} });
    expect(remapped(BARE, null, { bare: 'b' }, ALL)).toEqual({ kind: 'saved', remap: {} });
  });

  it('keeps that an action has no keys', () => {
    expect(remapped(NEXT, null, {}, ALL)).toEqual({ kind: 'saved', remap: { next: null } });
  });

  it.each(['mod+k', 'g', 'g i', 'g i x'])('refuses "%s", which is taken or begins alike', (keys) => {
    expect(remapped(NEXT, keys, {}, ALL).kind).toBe('taken');
  });

  it('gives free what was remapped away, and takes what it went to', () => {
    expect(remapped(BARE, 'j', { next: 'n' }, ALL).kind).toBe('saved');
    expect(remapped(BARE, 'n', { next: 'n' }, ALL)).toMatchObject({ kind: 'taken', by: { id: 'next' } });
  });

  it('gives what works while somebody types no letter alone', () => {
    expect(remapped(PALETTE, 'p', {}, ALL)).toEqual({ kind: 'needs_modifier' });
    expect(remapped(PALETTE, 'mod+p', {}, ALL).kind).toBe('saved');
  });
});
