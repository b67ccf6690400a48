'use client';

import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { InboxView } from '@/server/domain/conversations/views';
import { useApiClient } from '../shared/api';
import { useInboxPlace } from '../shared/inbox-place';
import { conversationListOptions } from '../shared/query-keys';
import { useServiceOf } from '../shared/session';
import { useShortcut } from '../shared/shortcuts';
import { useNow } from '../shared/use-now';
import { ConversationRow } from './conversation-row';
import classes from './conversation-rows.module.css';
import { ListSkeleton } from './list-skeleton';

const ROW_HEIGHT = 86;
/** The next page is asked for when so few rows are left below the window. */
const AHEAD = 15;

/** The conversations of a view; only those in sight are drawn. One tab stop, arrow keys and j/k inside. */
export function ConversationRows({ view, serviceId }: { view: InboxView; serviceId: string | null }) {
  const t = useTranslations('conversations');
  const service = useServiceOf(serviceId);
  const { conversationId, go } = useInboxPlace();
  const query = useInfiniteQuery(conversationListOptions(useApiClient(), view, serviceId));
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const scroller = useRef<HTMLDivElement>(null);
  const now = useNow();
  const [cursorId, setCursorId] = useState<string | null>(conversationId);
  const selectedId = conversationId ?? cursorId;
  const selectedIndex = rows.findIndex(({ id }) => id === selectedId);

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
    initialRect: { width: 356, height: 900 },
  });
  const items = virtualizer.getVirtualItems();

  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const lastShown = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastShown >= rows.length - AHEAD) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, lastShown, rows.length]);

  const open = useCallback(
    (id: string) => {
      setCursorId(id);
      go({ conversationId: id });
    },
    [go],
  );
  const move = (step: number) => {
    const index = Math.min(rows.length - 1, Math.max(0, selectedIndex === -1 ? 0 : selectedIndex + step));
    const row = rows[index];
    if (!row) return;
    virtualizer.scrollToIndex(index);
    if (conversationId) open(row.id);
    else setCursorId(row.id);
  };
  useShortcut('j', t('shortcuts.next'), () => move(1));
  useShortcut('k', t('shortcuts.previous'), () => move(-1));
  useShortcut('Enter', t('shortcuts.open'), () => selectedId && open(selectedId));
  useShortcut('Escape', t('shortcuts.back'), () => go({ conversationId: null }));

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      move(event.key === 'ArrowDown' ? 1 : -1);
    }
  };

  if (query.isPending) return <ListSkeleton />;
  if (query.isError && rows.length === 0) {
    return (
      <div className={classes.note} role="alert">
        <p>{t('list.failed')}</p>
        <Button variant="default" onClick={() => void query.refetch()}>
          {t('list.retry')}
        </Button>
      </div>
    );
  }
  if (rows.length === 0) return <EmptyList view={view} />;
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="listbox"
      aria-label={t('list.label', { view: service?.name ?? t(`views.${view}`) })}
      tabIndex={0}
      aria-activedescendant={selectedIndex === -1 ? undefined : `conversation-${selectedId}`}
      onKeyDown={onKeyDown}
    >
      <div className={classes.canvas} style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          return (
            row && (
              <div
                key={item.key}
                id={`conversation-${row.id}`}
                role="option"
                tabIndex={-1}
                aria-selected={row.id === selectedId}
                aria-setsize={hasNextPage ? -1 : rows.length}
                aria-posinset={item.index + 1}
                className={classes.place}
                style={{ transform: `translateY(${item.start}px)` }}
                onClick={() => open(row.id)}
                onKeyDown={(event) => event.key === 'Enter' && open(row.id)}
              >
                <ConversationRow conversation={row} selected={row.id === selectedId} now={now} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

function EmptyList({ view }: { view: InboxView }) {
  const t = useTranslations('conversations.empty');
  const { go } = useInboxPlace();
  return (
    <div className={classes.note}>
      <p className={classes.noteTitle}>{t(`${view}.title`)}</p>
      <p>{t(`${view}.hint`)}</p>
      {view !== 'all' && (
        <Button variant="default" onClick={() => go({ view: 'all', serviceId: null })}>
          {t('showAll')}
        </Button>
      )}
    </div>
  );
}
