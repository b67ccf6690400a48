import { Skeleton } from '@mantine/core';
import classes from './list-skeleton.module.css';

const ROWS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** The shape of the list while it is on its way; shown only when that takes long enough to be noticed. */
export function ListSkeleton({ compact }: { compact: boolean }) {
  return (
    <div className={classes.list} aria-busy="true">
      {ROWS.map((row) => (
        <div key={row} className={classes.row} data-compact={compact}>
          <Skeleton height={compact ? 32 : 38} circle />
          <div className={classes.lines}>
            <Skeleton height={12} width="45%" />
            <Skeleton height={10} width="85%" />
            {!compact && <Skeleton height={16} width="35%" />}
          </div>
        </div>
      ))}
    </div>
  );
}
