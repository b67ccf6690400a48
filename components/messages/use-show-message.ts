'use client';

import { type RefObject, useEffect } from 'react';

/** How long the message that somebody came for stays marked (milliseconds). */
const MARKED_MS = 2_500;

/** Brings a message into sight, once it is there, and marks it for a moment. */
export function useShowMessage(
  scroller: RefObject<HTMLElement | null>,
  seq: number | null,
  loaded: boolean,
): void {
  useEffect(() => {
    if (seq === null || !loaded) return;
    const place = scroller.current?.querySelector(`[data-seq="${seq}"]`);
    if (!place) return;
    place.scrollIntoView({ block: 'center' });
    place.setAttribute('data-shown', '');
    const timer = setTimeout(() => place.removeAttribute('data-shown'), MARKED_MS);
    return () => {
      clearTimeout(timer);
      place.removeAttribute('data-shown');
    };
  }, [scroller, seq, loaded]);
}

/** The same for one that is marked already, while the reader may have scrolled away from it. */
export function bringIntoSight(seq: number): void {
  document.querySelector(`[role="log"] [data-seq="${seq}"]`)?.scrollIntoView({ block: 'center' });
}
