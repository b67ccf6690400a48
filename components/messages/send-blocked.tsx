import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Reason } from '@/server/domain/sending/say';
import classes from './send-blocked.module.css';

/** In place of the composer: why nothing can be sent, who can change that, and a way on where there is one. */
export function SendBlocked({ reason, children }: { reason: Reason; children?: ReactNode }) {
  return (
    <div className={classes.dock}>
      <div className={classes.box} role="note">
        <IconLock size={18} stroke={1.75} />
        <div>
          <p className={classes.message}>{reason.message}</p>
          <p className={classes.fix}>{reason.fix.where}</p>
          {children && <div className={classes.way}>{children}</div>}
        </div>
      </div>
    </div>
  );
}
