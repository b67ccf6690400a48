'use client';

import { cloneElement, type ReactElement, type ReactNode, Suspense, useState } from 'react';
import { loadAhead } from './load-ahead';

interface LazyMenuProps {
  /** What opens it. Gets its click until the menu is there and takes it over. */
  button: ReactElement<Record<string, unknown>>;
  /** Begins to load the menu: called when somebody comes near. */
  preload: () => Promise<unknown>;
  /** The menu, open, around the same button. */
  children: ReactNode;
  /** What opens, as it is said to who cannot see it. */
  popup?: 'menu' | 'dialog';
}

/** A menu whose contents are loaded when somebody comes near its button: most are never opened. */
export function LazyMenu({ button, preload, children, popup = 'menu' }: LazyMenuProps) {
  const [wanted, setWanted] = useState(false);
  if (wanted) return <Suspense fallback={button}>{children}</Suspense>;
  return cloneElement(button, {
    'aria-haspopup': popup,
    'aria-expanded': false,
    onPointerEnter: () => loadAhead(preload),
    onFocus: () => loadAhead(preload),
    onClick: () => setWanted(true),
  });
}
