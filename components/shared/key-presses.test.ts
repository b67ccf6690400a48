import { describe, expect, it } from 'vitest';
import { conflictOf, DEFAULT_KEYS, type KeyEvent, keyCaps, keysFor, pressOf, readPress } from './key-presses';

const event = (key: string, held: Partial<KeyEvent> = {}): KeyEvent => ({
  key,
  metaKey: false,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('pressOf', () => {
  it.each([
    [event('j'), 'j'],
    [event('J'), 'j'],
    [event('E', { shiftKey: true }), 'shift+e'],
    [event('?', { shiftKey: true }), '?'],
    [event('*', { shiftKey: true }), '*'],
    [event('k', { ctrlKey: true }), 'mod+k'],
    [event('k', { metaKey: true }), 'mod+k'],
    [event('S', { metaKey: true, shiftKey: true }), 'mod+shift+s'],
    [event('Enter', { shiftKey: true }), 'shift+enter'],
    [event(']', { altKey: true }), ']'],
    [event('@', { altKey: true, ctrlKey: true }), '@'],
    [event('ArrowUp', { altKey: true }), 'alt+arrowup'],
    [event('1', { altKey: true }), 'alt+1'],
    [event('p', { altKey: true }), 'alt+p'],
    [event(' '), 'space'],
    [event('Shift', { shiftKey: true }), null],
  ])('%j is %s', (pressed, written) => {
    expect(pressOf(pressed)).toBe(written);
  });
});

const BINDINGS = [
  { id: 'next', keys: 'j' },
  { id: 'mine', keys: 'g i' },
  { id: 'all', keys: 'g a' },
  { id: 'assign', keys: 'a' },
];

describe('readPress', () => {
  it('runs single presses at once and sequences at their end', () => {
    expect(readPress('', 'j', BINDINGS)).toEqual({ kind: 'action', id: 'next' });
    expect(readPress('', 'g', BINDINGS)).toEqual({ kind: 'begun', presses: 'g' });
    expect(readPress('g', 'a', BINDINGS)).toEqual({ kind: 'action', id: 'all' });
    expect(readPress('', 'a', BINDINGS)).toEqual({ kind: 'action', id: 'assign' });
  });

  it('forgets a sequence that leads nowhere, but not its last press', () => {
    expect(readPress('g', 'j', BINDINGS)).toEqual({ kind: 'action', id: 'next' });
    expect(readPress('g', 'x', BINDINGS)).toEqual({ kind: 'nothing' });
    expect(readPress('g', 'g', BINDINGS)).toEqual({ kind: 'begun', presses: 'g' });
  });

  it('lets the one bound last win', () => {
    expect(readPress('', 'j', [...BINDINGS, { id: 'dialog', keys: 'j' }])).toMatchObject({ id: 'dialog' });
  });
});

describe('preferences', () => {
  it('change, take away and leave keys', () => {
    const remap = { next: 'n', assign: null };
    const keys = (id: string, own?: string) => keysFor({ id, keys: own }, { enabled: true, remap });
    expect(keys('next', 'j')).toBe('n');
    expect(keys('assign', 'a')).toBeNull();
    expect(keys('done', 'e')).toBe('e');
    expect(keys('nothing')).toBeNull();
    expect(keysFor({ id: 'next', keys: 'j' }, DEFAULT_KEYS)).toBe('j');
  });

  it('switched off, leave only what is pressed with a modifier', () => {
    const off = { enabled: false, remap: {} };
    expect(keysFor({ id: 'next', keys: 'j' }, off)).toBeNull();
    expect(keysFor({ id: 'palette', keys: 'mod+k' }, off)).toBe('mod+k');
    expect(keysFor({ id: 'next', keys: 'alt+n' }, off)).toBe('alt+n');
  });

  it('conflict where keys are the same, or one stands in the way of the other', () => {
    expect(conflictOf('done', 'j', BINDINGS)).toBe('next');
    expect(conflictOf('done', 'g', BINDINGS)).toBe('mine');
    expect(conflictOf('done', 'j x', BINDINGS)).toBe('next');
    expect(conflictOf('next', 'j', BINDINGS)).toBeNull();
    expect(conflictOf('done', 'e', BINDINGS)).toBeNull();
  });
});

it.each([
  ['j', false, ['j']],
  ['g i', false, ['g', 'i']],
  ['mod+k', false, ['Ctrl', 'K']],
  ['mod+shift+s', true, ['⌘', '⇧', 'S']],
  ['escape', false, ['Esc']],
  ['+', false, ['+']],
])('%s stands on caps as written', (keys, mac, caps) => {
  expect(keyCaps(keys, mac)).toEqual(caps);
});
