'use client';

import { ActionIcon, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp, IconSearch, IconX } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useCallback, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApiClient } from '../shared/api';
import { useInboxPlace } from '../shared/inbox-place';
import classes from './thread-bar.module.css';
import { bringIntoSight } from './use-show-message';

/** Hits that are asked for at once; older ones when somebody comes to them. */
const PAGE = 50;
const AFTER_TYPING_MS = 150;

interface ThreadSearchBarProps {
  conversationId: string;
  onClose: () => void;
}

/** What was said about something, one place after the other: Enter goes to the one before, Shift+Enter back. */
export function ThreadSearchBar({ conversationId, onClose }: ThreadSearchBarProps) {
  const t = useTranslations('messages.search');
  const client = useApiClient();
  const { go } = useInboxPlace();
  const [typed, setTyped] = useState('');
  const [q] = useDebouncedValue(typed.trim(), AFTER_TYPING_MS);
  const [chosen, setChosen] = useState(0);
  const found = useInfiniteQuery({
    queryKey: ['search', 'thread', conversationId, q],
    queryFn: ({ pageParam, signal }) =>
      client.search.messages.query(
        { q, conversationId, limit: PAGE, ...(pageParam ? { beforeId: pageParam } : {}) },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextBeforeId,
    enabled: q !== '',
    // What is found stays as it was found: a newer hit must not move the reader.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const hits = q === '' ? [] : (found.data?.pages.flatMap(({ items }) => items) ?? []);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = found;
  const newest = hits[0]?.seq;
  const newestWords = hits[0]?.words.join(' ') ?? '';

  const show = useCallback(
    (index: number) => {
      const hit = hits[index];
      setChosen(index);
      if (hit) go({ conversationId, at: hit.seq, find: hit.words.join(' ') }, 'replace');
      // There is no further one, but the reader may have scrolled away from this.
      if (hit && index === chosen) bringIntoSight(hit.seq);
      // The next page is there before somebody comes to its end.
      if (index >= hits.length - 2 && hasNextPage && !isFetchingNextPage) void fetchNextPage();
    },
    [hits, chosen, go, conversationId, hasNextPage, isFetchingNextPage, fetchNextPage],
  );
  // What is found is shown as soon as it is, beginning with the newest.
  useEffect(() => {
    setChosen(0);
    if (newest !== undefined) go({ conversationId, at: newest, find: newestWords }, 'replace');
  }, [newest, newestWords, go, conversationId]);

  const step = (by: number) => show(Math.max(0, Math.min(chosen + by, hits.length - 1)));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const act = {
      Escape: onClose,
      Enter: () => step(event.shiftKey ? -1 : 1),
      ArrowUp: () => step(1),
      ArrowDown: () => step(-1),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const count = () => {
    if (q === '') return '';
    if (hits.length === 0) return found.isFetching ? '' : t(found.isError ? 'failed' : 'none');
    return t(hasNextPage ? 'placeOfMany' : 'place', { index: chosen + 1, count: hits.length });
  };
  return (
    <search className={classes.bar} aria-label={t('open')}>
      <TextInput
        className={classes.field}
        size="xs"
        aria-label={t('label')}
        placeholder={t('label')}
        autoFocus
        maxLength={200}
        leftSection={<IconSearch size={15} stroke={1.75} />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <output className={classes.count}>{count()}</output>
      <ActionIcon
        aria-label={t('older')}
        title={t('older')}
        disabled={chosen >= hits.length - 1}
        onClick={() => step(1)}
      >
        <IconChevronUp size={18} stroke={1.75} />
      </ActionIcon>
      <ActionIcon aria-label={t('newer')} title={t('newer')} disabled={chosen === 0} onClick={() => step(-1)}>
        <IconChevronDown size={18} stroke={1.75} />
      </ActionIcon>
      <ActionIcon aria-label={t('close')} title={t('close')} onClick={onClose}>
        <IconX size={18} stroke={1.75} />
      </ActionIcon>
    </search>
  );
}
