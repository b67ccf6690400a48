import type { KeyboardEvent } from 'react';

/**
 * Closes a menu by Escape and keeps the key: left to the library, the menu is gone before the key has gone its way, and
 * what lies below closes, too. For menus with `closeOnEscape={false}`. @returns whether it was Escape
 */
export function keepEscape(event: KeyboardEvent, close: () => void): boolean {
  if (event.key !== 'Escape') return false;
  event.preventDefault();
  close();
  return true;
}
