'use client';

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Closer to the end than this a reader wants to see what comes; farther away they are reading. */
const NEAR_END_PX = 150;
/** So far before the top the next page is asked for. */
const AHEAD_PX = 600;

interface ThreadScrollInput {
  /** Number of loaded messages; 0 until the first page is there. */
  loaded: number;
  /** Number of messages that were written here and are not with the server yet. */
  unsent: number;
  /** Asks for earlier messages; does nothing when there are none or they are on their way. */
  loadEarlier: () => void;
}

interface ThreadScroll {
  scroller: RefObject<HTMLDivElement | null>;
  /** Goes to the line that the thread opens at. */
  divider: RefObject<HTMLDivElement | null>;
  /** The end of the thread is in sight, or nearly. */
  atEnd: boolean;
  onScroll: () => void;
  toEnd: () => void;
}

/**
 * Where a thread stands. The scroller is a reversed column: it counts from the bottom, so that earlier
 * messages can be put above without moving what somebody reads.
 */
export function useThreadScroll({ loaded, unsent, loadEarlier }: ThreadScrollInput): ThreadScroll {
  const scroller = useRef<HTMLDivElement>(null);
  const divider = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);

  const onScroll = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    // In a reversed column scrollTop is 0 at the end and negative above it.
    setAtEnd(-box.scrollTop < NEAR_END_PX);
    const above = box.scrollHeight - box.clientHeight + box.scrollTop;
    if (above < AHEAD_PX) loadEarlier();
  }, [loadEarlier]);
  // A short page may not fill the window: then nothing scrolls, and the next one is asked for here.
  useEffect(() => {
    if (loaded > 0) onScroll();
  }, [loaded, onScroll]);

  const toEnd = useCallback(() => scroller.current?.scrollTo({ top: 0 }), []);
  const begun = loaded > 0;
  // Opens where the reader had stopped, once.
  useLayoutEffect(() => {
    if (begun) divider.current?.scrollIntoView({ block: 'center' });
  }, [begun]);
  useEffect(() => {
    if (unsent > 0) toEnd();
  }, [unsent, toEnd]);
  return { scroller, divider, atEnd, onScroll, toEnd };
}
