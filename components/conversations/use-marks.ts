'use client';

import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { useAction } from '../shared/actions';

/** As many are worked on at once: each is a step of its own on the server. */
const MARKS_AT_MOST = 100;

/** The rows that somebody has marked to do one thing with all of them, and the keys that mark. */
export interface Marks {
  ids: ReadonlySet<string>;
  rows: readonly ConversationView[];
  toggle: (id: string) => void;
  clear: () => void;
}

/**
 * @param chosen which row the cursor is at, drawn or not
 * @param step moves the cursor by so many rows and tells which row it is at then
 */
export function useMarks(
  rows: readonly ConversationView[],
  chosen: () => string | null,
  step: (by: 1 | -1) => string | null,
): Marks {
  const t = useTranslations('conversations.marks');
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const add = (more: readonly (string | null)[]) =>
    setIds((before) => {
      const all = [...before, ...more.flatMap((id) => id ?? [])];
      return new Set([...new Set(all)].slice(0, MARKS_AT_MOST));
    });
  const toggle = (id: string) =>
    setIds((before) => {
      const after = new Set(before);
      if (!after.delete(id) && after.size < MARKS_AT_MOST) after.add(id);
      return after;
    });
  const extend = (by: 1 | -1) => add([chosen(), step(by)]);
  const group = 'list' as const;
  useAction({
    id: 'list.mark',
    label: t('mark'),
    group,
    keys: 'x',
    run: () => {
      const id = chosen();
      if (id) toggle(id);
    },
  });
  useAction({ id: 'list.mark-next', label: t('markNext'), group, keys: 'shift+j', run: () => extend(1) });
  useAction({
    id: 'list.mark-previous',
    label: t('markPrevious'),
    group,
    keys: 'shift+k',
    run: () => extend(-1),
  });
  useAction({
    id: 'list.mark-all',
    label: t('markAll'),
    group,
    keys: '*',
    run: () => add(rows.map(({ id }) => id)),
  });
  // What has left the list meanwhile is not worked on unseen.
  const marked = useMemo(() => rows.filter(({ id }) => ids.has(id)), [rows, ids]);
  return { ids, rows: marked, toggle, clear: () => setIds(new Set()) };
}
