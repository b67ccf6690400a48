'use client';

import { Button, Loader } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { useApiClient } from '../shared/api';
import { daysBetween } from '../shared/calendar-days';
import { threadOptions } from '../shared/query-keys';
import { useSession } from '../shared/session';
import { Bubble } from './bubble';
import { SystemLine } from './system-line';
import classes from './thread.module.css';
import { type ThreadLine, threadDays } from './thread-lines';
import { ThreadSkeleton } from './thread-skeleton';
import { UnsentBubble } from './unsent-bubble';
import { useMarkRead } from './use-mark-read';
import { useUnsent } from './use-send-message';

/** Closer to the end than this a reader wants to see what comes; farther away they are reading. */
const NEAR_END_PX = 150;
/** So far before the top the next page is asked for. */
const AHEAD_PX = 600;

/**
 * The messages of one conversation. The scroller counts from the bottom (column-reverse), so that
 * earlier messages can be put above without moving what somebody reads.
 */
export function Thread({ conversation, name }: { conversation: ConversationView; name: string }) {
  const t = useTranslations('messages.thread');
  const { organization } = useSession();
  const query = useInfiniteQuery(threadOptions(useApiClient(), conversation.id));
  const messages = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const known = useMemo(() => new Set(messages.map(({ id }) => id)), [messages]);
  const unsent = useUnsent(conversation.id).filter(({ id }) => !known.has(id));
  const scroller = useRef<HTMLElement>(null);
  const divider = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const newAfter = useDivider(conversation, useMarkRead(conversation, atEnd && messages.length > 0));
  const days = useMemo(
    () => threadDays(messages, newAfter, organization.timeZone),
    [messages, newAfter, organization.timeZone],
  );

  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const onScroll = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    // In a reversed column scrollTop is 0 at the end and negative above it.
    setAtEnd(-box.scrollTop < NEAR_END_PX);
    const above = box.scrollHeight - box.clientHeight + box.scrollTop;
    if (above < AHEAD_PX && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  // A short page may not fill the window: then nothing scrolls, and the next one is asked for here.
  useEffect(() => {
    if (messages.length > 0) onScroll();
  }, [messages.length, onScroll]);

  const toEnd = useCallback(() => scroller.current?.scrollTo({ top: 0 }), []);
  const loaded = messages.length > 0;
  // Opens where the reader had stopped, once.
  useLayoutEffect(() => {
    if (loaded) divider.current?.scrollIntoView({ block: 'center' });
  }, [loaded]);
  const unsentCount = unsent.length;
  useEffect(() => {
    if (unsentCount > 0) toEnd();
  }, [unsentCount, toEnd]);

  const unseen = useNewBelow(conversation.lastSeq, atEnd);
  if (query.isPending) return <ThreadSkeleton />;
  if (query.isError && !loaded) {
    return (
      <div className={classes.note} role="alert">
        <p>{t('failed')}</p>
        <Button variant="default" onClick={() => void query.refetch()}>
          {t('retry')}
        </Button>
      </div>
    );
  }
  return (
    <div className={classes.frame}>
      <section
        ref={scroller}
        className={classes.scroller}
        onScroll={onScroll}
        aria-label={t('label', { name })}
      >
        <div className={classes.messages} role="log" aria-label={t('label', { name })}>
          <div className={classes.beginning}>
            {isFetchingNextPage ? (
              <Loader size="xs" aria-label={t('loading')} />
            ) : (
              !hasNextPage && <p>{loaded ? t('beginning') : t('empty')}</p>
            )}
          </div>
          {days.map((day) => (
            // Each day in a box of its own: its name sticks to the top as far as the day reaches.
            <div key={day.key}>
              <Day at={day.at} />
              {day.lines.map((line) => (
                <Line key={line.key} line={line} divider={divider} />
              ))}
            </div>
          ))}
          {unsent.map((message) => (
            <UnsentBubble key={message.id} message={message} />
          ))}
        </div>
      </section>
      {!atEnd && (
        <Button
          className={classes.pill}
          size="compact-sm"
          radius="xl"
          variant="default"
          leftSection={<IconArrowDown size={14} />}
          onClick={toEnd}
        >
          {unseen > 0 ? t('newBelow', { count: unseen }) : t('toLatest')}
        </Button>
      )}
    </div>
  );
}

function Line({ line, divider }: { line: ThreadLine; divider: RefObject<HTMLDivElement | null> }) {
  const t = useTranslations('messages.thread');
  switch (line.kind) {
    case 'new':
      return (
        <div ref={divider} className={classes.divider}>
          <span>{t('new')}</span>
        </div>
      );
    case 'message':
      return line.message.channel === 'system' ? (
        <SystemLine message={line.message} />
      ) : (
        <Bubble message={line.message} joined={line.joined} />
      );
  }
}

function Day({ at }: { at: string }) {
  const t = useTranslations('messages.thread');
  const format = useFormatter();
  const { organization } = useSession();
  const days = daysBetween(Date.parse(at), Date.now(), organization.timeZone);
  const text =
    days === 0
      ? t('today')
      : days === 1
        ? t('yesterday')
        : format.dateTime(new Date(at), {
            weekday: 'long',
            day: 'numeric',
            month: 'long',
            ...(days > 300 ? { year: 'numeric' } : {}),
          });
  return (
    <div className={classes.day}>
      <span suppressHydrationWarning>{text}</span>
    </div>
  );
}

/** Where the reader had stopped: set on opening and when something comes unseen, and then left alone. */
function useDivider(conversation: ConversationView, reading: boolean): number | null {
  const { lastSeq, lastReadSeq } = conversation;
  const [newAfter, setNewAfter] = useState<number | null>(lastReadSeq < lastSeq ? lastReadSeq : null);
  useEffect(() => {
    if (!reading && lastReadSeq < lastSeq) setNewAfter((current) => current ?? lastReadSeq);
  }, [reading, lastSeq, lastReadSeq]);
  return newAfter;
}

/** How many messages came while the reader was further up. */
function useNewBelow(lastSeq: number, atEnd: boolean): number {
  const [seen, setSeen] = useState(lastSeq);
  useEffect(() => {
    if (atEnd) setSeen(lastSeq);
  }, [atEnd, lastSeq]);
  return Math.max(0, lastSeq - seen);
}
