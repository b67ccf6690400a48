'use client';

import type { ReactNode } from 'react';
import classes from './inbox-frame.module.css';
import { useInboxPlace } from './inbox-place';

interface InboxFrameProps {
  /** Above the panes: what goes on outside of them, such as a call. */
  above: ReactNode;
  rail: ReactNode;
  list: ReactNode;
  thread: ReactNode;
  context: ReactNode;
}

/**
 * The panes of the inbox: rail, list, thread, context. Narrow windows lose the context, then the rail
 * (it becomes a drawer of the list's head); a phone shows the list or the thread.
 */
export function InboxFrame({ above, rail, list, thread, context }: InboxFrameProps) {
  const { conversationId } = useInboxPlace();
  return (
    <div className={classes.frame} data-open={conversationId ? 'thread' : 'list'}>
      <div className={classes.above}>{above}</div>
      <nav className={classes.rail} aria-label="Inbox">
        {rail}
      </nav>
      <section className={classes.list} aria-label="Conversations">
        {list}
      </section>
      <main className={classes.thread}>{thread}</main>
      <div className={classes.context}>{context}</div>
    </div>
  );
}
