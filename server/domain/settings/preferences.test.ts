import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_PREFERENCES, preferencesInput, readPreferences } from './preferences';

const OWN = {
  ...DEFAULT_PREFERENCES,
  showText: false,
  quietHours: { from: 22 * 60, to: 7 * 60 },
  shortcuts: { enabled: false, remap: { 'conversation.done': 'd', 'conversation.assign': null } },
  sendUndoSeconds: 10,
  density: 'compact',
};

describe('readPreferences', () => {
  it('gives back what was saved', () => {
    expect(readPreferences(preferencesInput.parse(OWN))).toEqual(OWN);
  });

  it.each([
    [null],
    [undefined],
    ['text'],
    [[]],
    [{}],
    [{ notifications: 7, shortcuts: null }],
  ])('reads %j as the defaults', (stored) => {
    expect(readPreferences(stored)).toEqual(DEFAULT_PREFERENCES);
  });

  it('keeps what it understands of an older or a newer release', () => {
    const read = readPreferences({
      notifications: { mine: { browser: false, smell: true }, birthday: { browser: true } },
      quietHours: { from: 60, to: 60 },
      shortcuts: { enabled: 'yes', remap: { a: 'x', b: 7, c: null, '': 'y' } },
      sendUndoSeconds: 30,
      density: 'compact',
      wallpaper: 'bees',
    });
    expect(read).toEqual({
      ...DEFAULT_PREFERENCES,
      notifications: { ...DEFAULT_PREFERENCES.notifications, mine: { browser: false, sound: true } },
      shortcuts: { enabled: true, remap: { a: 'x', c: null } },
      density: 'compact',
    });
  });

  it('never throws, and what it gives can be saved', () => {
    const key = fc.constantFrom(
      'notifications',
      'showText',
      'quietHours',
      'shortcuts',
      'sendUndoSeconds',
      'density',
    );
    const remap = fc.dictionary(fc.string(), fc.anything(), { maxKeys: 250 });
    const nearly = fc.record({ shortcuts: fc.record({ remap }) });
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.dictionary(key, fc.anything()), nearly), (stored) => {
        const read = readPreferences(stored);
        expect(preferencesInput.parse(read)).toEqual(read);
      }),
    );
  });

  it('reads `__proto__` as no key and changes no object', () => {
    readPreferences(
      JSON.parse('{"__proto__": {"density": "compact"}, "shortcuts": {"remap": {"__proto__": "x"}}}'),
    );
    expect(readPreferences({})).toEqual(DEFAULT_PREFERENCES);
    expect(Object.hasOwn(Object.prototype, 'density')).toBe(false);
  });
});

describe('preferencesInput', () => {
  it.each([
    [{ density: 'cosy' }],
    [{ sendUndoSeconds: 7 }],
    [{ quietHours: { from: 0, to: 1440 } }],
    [{ quietHours: { from: 60, to: 60 } }],
    [{ shortcuts: { enabled: true, remap: { a: 'x'.repeat(41) } } }],
    [{ shortcuts: { enabled: true, remap: { a: 'x\u0000' } } }],
    [{ notifications: { assigned: { browser: true, sound: true } } }],
    [{ more: 1 }],
  ])('refuses %j', (change) => {
    expect(preferencesInput.safeParse({ ...DEFAULT_PREFERENCES, ...change }).success).toBe(false);
  });
});
