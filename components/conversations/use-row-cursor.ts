'use client';

import { type KeyboardEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { useAction } from '../shared/actions';
import { placeNow, useInboxPlace } from '../shared/inbox-place';
import { useMarks } from './use-marks';

/** Where each key of the list leads from row `at` of `count`. */
const STEPS: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/**
 * Which row is chosen, and the keys that choose another: j, k, n and Enter anywhere on the page, arrows,
 * Home and End in the list. While a conversation is open, choosing another opens it.
 * Esc unmarks what is marked, then goes back to the list.
 * @param onMove gets the row to be brought into sight
 */
export function useRowCursor(rows: readonly ConversationView[], onMove: (index: number) => void) {
  const t = useTranslations('conversations.shortcuts');
  const { conversationId, go } = useInboxPlace();
  const [cursorId, setCursorId] = useState<string | null>(conversationId);
  const indexOf = (wanted: string | null) => rows.findIndex(({ id }) => id === wanted);
  const selectedId = conversationId ?? cursorId;
  /** The row that the keys pressed so far have chosen, drawn or not. */
  const chosenNow = () => placeNow().conversationId ?? cursorId;

  const open = (id: string) => {
    setCursorId(id);
    go({ conversationId: id });
  };
  const moveTo = (wanted: number) => {
    const index = Math.min(rows.length - 1, Math.max(0, wanted));
    const row = rows[index];
    if (!row) return null;
    onMove(index);
    if (placeNow().conversationId) open(row.id);
    else setCursorId(row.id);
    return row.id;
  };
  const step = (by: 1 | -1) => moveTo(indexOf(chosenNow()) + by);
  const marks = useMarks(rows, chosenNow, step);
  useAction({
    id: 'list.next',
    label: t('next'),
    group: 'list',
    keys: 'j',
    run: () => step(1),
  });
  useAction({
    id: 'list.next-waiting',
    label: t('nextWaiting'),
    group: 'list',
    keys: 'n',
    run: () => {
      const at = indexOf(chosenNow());
      // From the end on from the beginning: nobody above is forgotten.
      const order = [...rows.slice(at + 1), ...rows.slice(0, Math.max(0, at))];
      const next = order.find(({ needsReplySince, state }) => needsReplySince !== null && state === 'open');
      if (next) moveTo(indexOf(next.id));
    },
  });
  useAction({
    id: 'list.previous',
    label: t('previous'),
    group: 'list',
    keys: 'k',
    run: () => step(-1),
  });
  useAction({
    id: 'list.open',
    label: t('open'),
    group: 'list',
    keys: 'enter',
    run: () => {
      const chosen = chosenNow();
      if (chosen) open(chosen);
    },
  });
  useAction({
    id: 'list.back',
    label: t('back'),
    group: 'list',
    keys: 'escape',
    run: () => (marks.rows.length > 0 ? marks.clear() : go({ conversationId: null })),
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    moveTo(step(indexOf(chosenNow()), rows.length));
  };
  return { selectedId, selectedIndex: indexOf(selectedId), open, onKeyDown, marks };
}
