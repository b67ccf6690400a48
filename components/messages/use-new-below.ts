'use client';

import { useEffect, useState } from 'react';

/** How many messages came while the reader was further up. */
export function useNewBelow(lastSeq: number, atEnd: boolean): number {
  const [seen, setSeen] = useState(lastSeq);
  useEffect(() => {
    if (atEnd) setSeen(lastSeq);
  }, [atEnd, lastSeq]);
  return Math.max(0, lastSeq - seen);
}
