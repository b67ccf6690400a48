'use client';

import { useEffect, useState } from 'react';
import type { ConversationView } from '@/server/domain/conversations/conversation';

/**
 * Where the divider "New" stands: the `seq` at which reading had stopped, null for none. It is set when
 * something comes that is not being read, and then left alone while it is.
 */
export function useDivider({ lastSeq, lastReadSeq }: ConversationView, reading: boolean): number | null {
  const [newAfter, setNewAfter] = useState<number | null>(lastReadSeq < lastSeq ? lastReadSeq : null);
  useEffect(() => {
    if (!reading && lastReadSeq < lastSeq) setNewAfter(lastReadSeq);
  }, [reading, lastSeq, lastReadSeq]);
  return newAfter;
}
