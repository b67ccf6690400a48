import type { ReactNode } from 'react';
import classes from './file-words.module.css';

/** What stands beside a file's sign or picture: its name on one line, and under it what is said of it. */
export function FileWords({ name, children }: { name: string; children: ReactNode }) {
  return (
    <span className={classes.words}>
      <span className={classes.name} title={name}>
        {name}
      </span>
      {children}
    </span>
  );
}
