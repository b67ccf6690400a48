import { Skeleton } from '@mantine/core';
import classes from './thread-skeleton.module.css';

/** The shape of a thread while it is on its way. */
export function ThreadSkeleton() {
  return (
    <div className={classes.thread} aria-busy="true">
      <Skeleton height={40} width="45%" radius="lg" />
      <Skeleton height={58} width="52%" radius="lg" className={classes.out} />
      <Skeleton height={40} width="30%" radius="lg" />
      <Skeleton height={40} width="38%" radius="lg" className={classes.out} />
    </div>
  );
}
