import { describe, expect, it } from 'vitest';
import { TypedAhead } from './typed-ahead';

const press = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });

describe('keys typed while a field is being loaded', () => {
  it('are words for it, corrections included', () => {
    const ahead = new TypedAhead(() => 0);
    ahead.begin();
    for (const key of ['d', 'o', 'x', 'Backspace', 'n', 'e']) expect(ahead.takes(press(key))).toBe(true);
    expect(ahead.end()).toBe('done');
  });

  it('are keys again when it is there', () => {
    const ahead = new TypedAhead(() => 0);
    ahead.begin();
    ahead.end();
    expect(ahead.takes(press('e'))).toBe(false);
    expect(ahead.end()).toBe('');
  });

  it('are keys again when it does not come', () => {
    let now = 0;
    const ahead = new TypedAhead(() => now);
    ahead.begin();
    now = 5_001;
    expect(ahead.takes(press('e'))).toBe(false);
  });

  it('with a modifier, and keys that write nothing, are not held', () => {
    const ahead = new TypedAhead(() => 0);
    ahead.begin();
    expect(ahead.takes(press('k', { ctrlKey: true }))).toBe(false);
    expect(ahead.takes(press('Escape'))).toBe(false);
    expect(ahead.end()).toBe('');
  });
});
