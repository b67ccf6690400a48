'use client';

import { useSyncExternalStore } from 'react';
import { Kbd } from '../ui/kbd';
import classes from './key-caps.module.css';
import { keyCaps } from './key-presses';

const never = () => () => undefined;

/** The keys of an action as they stand on the keyboard of this person. */
export function KeyCaps({ keys }: { keys: string }) {
  const isMac = useSyncExternalStore(
    never,
    () => /Mac|iP(hone|ad)/.test(navigator.platform),
    () => false,
  );
  return (
    <span className={classes.caps}>
      {keyCaps(keys, isMac).map((cap, place) => (
        <Kbd key={`${place} ${cap}`}>{cap}</Kbd>
      ))}
    </span>
  );
}
