import { useEffect, useState } from 'react';
import { heldLocks, holdLock } from './hold-lock';

const PREFIX = 'waggle-in-sight:';

/** Tells all tabs of this browser which conversation this one has before somebody's eyes. */
export function useSayInSight(conversationId: string | null): void {
  const [seen, setSeen] = useState(isSeen);
  useEffect(() => {
    const look = () => setSeen(isSeen());
    window.addEventListener('focus', look);
    window.addEventListener('blur', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.removeEventListener('focus', look);
      window.removeEventListener('blur', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  useEffect(
    () => (seen && conversationId ? holdLock(PREFIX + conversationId, 'shared') : undefined),
    [seen, conversationId],
  );
}

/** The conversation that somebody looks at in any tab of this browser; null = none. */
export async function conversationInSight(own: string | null): Promise<string | null> {
  if (!navigator.locks) return isSeen() ? own : null;
  const [conversationId = null] = await heldLocks(PREFIX);
  return conversationId;
}

function isSeen(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}
