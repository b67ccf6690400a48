'use client';

import { lazy, type ReactElement, Suspense } from 'react';
import type { MessageView } from '@/server/domain/messages/message';
import classes from './attempts-tick.module.css';

export const loadAttempts = () => import('./attempts-popover');
const AttemptsPopover = lazy(() => loadAttempts().then((module) => ({ default: module.AttemptsPopover })));

interface WithAttemptsProps {
  message: MessageView;
  /** `glance`: it follows the pointer or the focus of its button; `held`: it has the focus itself. */
  opened: 'glance' | 'held' | null;
  onClose: () => void;
  /** Escape was pressed in it: the focus belongs to the button again. */
  onEscape: () => void;
  onPointerEnter?: () => void;
  onPointerLeave?: () => void;
  /** The button it belongs to. */
  children: ReactElement;
}

/** A button, and while it is open the way of a message beside it; loaded when somebody comes near. */
export function WithAttempts({ message, opened, children, ...rest }: WithAttemptsProps) {
  return (
    <span className={classes.place}>
      {children}
      {opened && (
        <Suspense fallback={null}>
          <AttemptsPopover
            messageId={message.id}
            version={message.version}
            held={opened === 'held'}
            {...rest}
          />
        </Suspense>
      )}
    </span>
  );
}
