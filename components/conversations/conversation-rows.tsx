'use client';

import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import dynamic from 'next/dynamic';
import { type MouseEvent, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { useApiClient } from '../shared/api';
import type { ListPlace } from '../shared/inbox-address';
import { usePreferences } from '../shared/preferences';
import { conversationListOptions } from '../shared/query-keys';
import { useServiceOf } from '../shared/session';
import { useNow } from '../shared/use-now';
import { ConversationRow } from './conversation-row';
import classes from './conversation-rows.module.css';
import { EmptyList } from './empty-list';
import { ListSkeleton } from './list-skeleton';
import { useListRows, useMoreRows } from './use-list-rows';
import type { Marks } from './use-marks';
import { useRowCursor } from './use-row-cursor';
import { useRowSwipe, useSwipeWords } from './use-row-swipe';

const MarksBar = dynamic(() => import('./marks-bar').then((module) => module.MarksBar), { ssr: false });

/** Pixels, as conversation-row.module.css draws them. */
const ROW_HEIGHT = { comfortable: 86, compact: 60 };
/** A conversation that the address names is shown with so many rows above it. */
const ABOVE = 3;

interface ConversationRowsProps {
  place: ListPlace;
  onCreate: () => void;
}

/** The conversations of a view; only those in sight are drawn. One tab stop; arrow keys and j/k inside. */
export function ConversationRows({ place, onCreate }: ConversationRowsProps) {
  const t = useTranslations('conversations');
  const service = useServiceOf(place.serviceId);
  const query = useInfiniteQuery(conversationListOptions(useApiClient(), place));
  const rows = useListRows(query.data, place);
  const scroller = useRef<HTMLDivElement>(null);
  const now = useNow();
  const density = usePreferences()?.density ?? 'comfortable';
  const rowHeight = ROW_HEIGHT[density];
  const { selectedId, selectedIndex, open, onKeyDown, marks } = useRowCursor(rows, (index) =>
    virtualizer.scrollToIndex(index),
  );
  const swiping = useRowSwipe(rows);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
    initialRect: { width: 356, height: 900 },
    initialOffset: () => Math.max(0, selectedIndex - ABOVE) * rowHeight,
  });
  const items = virtualizer.getVirtualItems();

  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  const lastShown = items.at(-1)?.index ?? 0;
  const { tired, lookFurther } = useMoreRows(query, rows.length - 1 - lastShown);

  const onClick = (event: MouseEvent) => {
    const row = event.target instanceof Element ? event.target.closest('[data-index]') : null;
    const id = rows[Number(row?.getAttribute('data-index') ?? -1)]?.id;
    const onMark = event.target instanceof Element && event.target.closest('[data-mark]') !== null;
    if (id && (onMark || event.metaKey || event.ctrlKey)) marks.toggle(id);
    else if (id) open(id);
    // A row may scroll out of the document; the list keeps the keyboard.
    scroller.current?.focus({ preventScroll: true });
  };

  if (query.isPending || (rows.length === 0 && hasNextPage && !tired && !isError)) {
    return <ListSkeleton compact={density === 'compact'} />;
  }
  if (isError && rows.length === 0) return <ListFault text={t('list.failed')} onRetry={query.refetch} />;
  if (rows.length === 0) return <EmptyList place={place} onCreate={onCreate} onLookFurther={lookFurther} />;
  return (
    <>
      {marks.rows.length > 0 && <MarksBar marks={marks} />}
      <div
        ref={scroller}
        className={classes.scroller}
        role="listbox"
        aria-label={t('list.label', { view: service?.name ?? t(`views.${place.view}`) })}
        aria-busy={query.isFetchingNextPage}
        tabIndex={0}
        aria-activedescendant={selectedIndex === -1 ? undefined : `conversation-${selectedId}`}
        onKeyDown={onKeyDown}
        onClick={onClick}
        {...swiping}
      >
        <div className={classes.canvas} style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index];
            return (
              row && (
                <Place
                  key={item.key}
                  row={row}
                  index={item.index}
                  top={item.start}
                  count={hasNextPage ? null : rows.length}
                  selected={row.id === selectedId}
                  marks={marks}
                  now={now}
                  compact={density === 'compact'}
                />
              )
            );
          })}
        </div>
      </div>
      {tired && lookFurther && (
        <div className={classes.foot}>
          <p>{t('empty.unreadSoFar.hint')}</p>
          <Button variant="default" loading={isFetching} onClick={lookFurther}>
            {t('empty.lookFurther')}
          </Button>
        </div>
      )}
      {isError && (
        <ListFault
          text={t(query.isFetchNextPageError ? 'list.moreFailed' : 'list.stale')}
          onRetry={query.isFetchNextPageError ? fetchNextPage : query.refetch}
          foot
        />
      )}
    </>
  );
}

interface PlaceProps {
  row: ConversationView;
  index: number;
  /** Pixels. */
  top: number;
  /** Of all rows; null = not known yet. */
  count: number | null;
  selected: boolean;
  marks: Marks;
  now: number;
  compact: boolean;
}

/** Where a row stands; under it lies what a finger uncovers. */
function Place({ row, index, top, count, selected, marks, now, compact }: PlaceProps) {
  const { left, right } = useSwipeWords(row);
  const marked = marks.ids.has(row.id);
  return (
    <div
      id={`conversation-${row.id}`}
      data-index={index}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      aria-checked={marks.ids.size > 0 ? marked : undefined}
      aria-setsize={count ?? -1}
      aria-posinset={index + 1}
      className={classes.place}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span className={classes.uncovered} aria-hidden>
        <span>{right}</span>
        <span>{left}</span>
      </span>
      <div className={classes.covering}>
        <ConversationRow conversation={row} selected={selected} marked={marked} now={now} compact={compact} />
      </div>
    </div>
  );
}

interface ListFaultProps {
  text: string;
  onRetry: () => unknown;
  /** Below a list that stays. */
  foot?: boolean;
}

function ListFault({ text, onRetry, foot = false }: ListFaultProps) {
  const t = useTranslations('conversations.list');
  return (
    <div className={foot ? classes.foot : classes.fault} role="alert">
      <p>{text}</p>
      <Button variant="default" onClick={() => void onRetry()}>
        {t('retry')}
      </Button>
    </div>
  );
}
