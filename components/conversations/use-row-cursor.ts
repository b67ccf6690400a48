'use client';

import { type KeyboardEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { useInboxPlace } from '../shared/inbox-place';
import { useShortcut } from '../shared/shortcuts';

/** Where each key of the list leads from row `at` of `count`. */
const STEPS: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/**
 * Which row is chosen, and the keys that choose another: j, k and Enter anywhere on the page, arrows,
 * Home and End in the list. While a conversation is open, choosing another opens it.
 * @param onMove gets the row to be brought into sight
 */
export function useRowCursor(rows: readonly ConversationView[], onMove: (index: number) => void) {
  const t = useTranslations('conversations.shortcuts');
  const { conversationId, go } = useInboxPlace();
  const [cursorId, setCursorId] = useState<string | null>(conversationId);
  const selectedId = conversationId ?? cursorId;
  const selectedIndex = rows.findIndex(({ id }) => id === selectedId);

  const open = (id: string) => {
    setCursorId(id);
    go({ conversationId: id });
  };
  const moveTo = (wanted: number) => {
    const index = Math.min(rows.length - 1, Math.max(0, wanted));
    const row = rows[index];
    if (!row) return;
    onMove(index);
    if (conversationId) open(row.id);
    else setCursorId(row.id);
  };
  useShortcut('j', t('next'), () => moveTo(selectedIndex + 1));
  useShortcut('k', t('previous'), () => moveTo(selectedIndex - 1));
  useShortcut('Enter', t('open'), () => selectedId && open(selectedId));
  useShortcut('Escape', t('back'), () => go({ conversationId: null }));

  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    moveTo(step(selectedIndex, rows.length));
  };
  return { selectedId, selectedIndex, open, onKeyDown };
}
