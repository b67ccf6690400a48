'use client';

import { type PointerEvent, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { useTriageOf } from '../shared/use-triage';

/** A finger has moved so far before it is known whether it scrolls or swipes. */
const DECIDED_PX = 10;
/** Let go farther than this, a swipe does what it says. */
const FAR_PX = 96;

interface Swipe {
  place: HTMLElement;
  row: ConversationView;
  x: number;
  y: number;
  sideways: boolean;
}

/**
 * A finger on a row of the list: to the right it is marked as unread or read, to the left as done or open again. The row
 * follows the finger and uncovers what will be done; the style is written past React, once for each move.
 */
export function useRowSwipe(rows: readonly ConversationView[]) {
  const triageOf = useTriageOf();
  const swipe = useRef<Swipe | null>(null);
  const end = () => {
    const done = swipe.current;
    swipe.current = null;
    if (!done) return null;
    done.place.style.removeProperty('--swipe');
    delete done.place.dataset.swipe;
    return done;
  };
  return {
    onPointerDown: ({ target, pointerType, isPrimary, clientX, clientY }: PointerEvent) => {
      const place = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
      const row = rows[Number(place?.dataset.index ?? -1)];
      if (pointerType !== 'touch' || !isPrimary || !place || !row) return;
      swipe.current = { place, row, x: clientX, y: clientY, sideways: false };
    },
    onPointerMove: ({ currentTarget, pointerId, clientX, clientY }: PointerEvent) => {
      const now = swipe.current;
      if (!now) return;
      const by = clientX - now.x;
      if (!now.sideways) {
        if (Math.hypot(by, clientY - now.y) < DECIDED_PX) return;
        if (Math.abs(by) <= Math.abs(clientY - now.y)) return void end();
        now.sideways = true;
        currentTarget.setPointerCapture(pointerId);
      }
      now.place.style.setProperty('--swipe', `${by}px`);
      now.place.dataset.swipe = by > 0 ? 'right' : 'left';
      now.place.dataset.far = String(Math.abs(by) > FAR_PX);
    },
    onPointerUp: ({ clientX }: PointerEvent) => {
      const done = end();
      if (!done?.sideways || Math.abs(clientX - done.x) <= FAR_PX) return;
      const triage = triageOf(done.row);
      if (clientX < done.x) void triage.setState({ state: done.row.state === 'open' ? 'done' : 'open' });
      else if (isUnread(done.row)) void triage.markRead();
      else void triage.markUnread(done.row.lastSeq);
    },
    // The browser scrolls after all.
    onPointerCancel: () => void end(),
  };
}

/** What is uncovered on either side of a row. */
export function useSwipeWords(row: ConversationView) {
  const t = useTranslations('conversations.swipe');
  return { right: t(isUnread(row) ? 'read' : 'unread'), left: t(row.state === 'open' ? 'done' : 'open') };
}

function isUnread({ lastSeq, lastReadSeq }: ConversationView): boolean {
  return lastSeq > lastReadSeq;
}
