'use client';

import { ActionIcon, Button, Loader } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { CUSTOMERS_MOST, CUSTOMERS_SHOWN } from '@/server/domain/search/search-query';
import { useAction } from '../shared/actions';
import { useApiClient } from '../shared/api';
import { useInboxPlace } from '../shared/inbox-place';
import { CustomerRow, MessageRow } from './result-row';
import classes from './search-results.module.css';

const STEPS: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** Everything that holds the words: conversations by their customer, then messages, the newest first. */
export function SearchResults({ q }: { q: string }) {
  const t = useTranslations('search');
  const client = useApiClient();
  const { go, conversationId } = useInboxPlace();
  const list = useRef<HTMLElement>(null);
  const customers = useQuery({
    queryKey: ['search', 'customers', q],
    queryFn: ({ signal }) => client.search.customers.query({ q, limit: CUSTOMERS_MOST }, { signal }),
  });
  const messages = useInfiniteQuery({
    queryKey: ['search', 'messages', q],
    queryFn: ({ pageParam, signal }) =>
      client.search.messages.query({ q, ...(pageParam ? { beforeId: pageParam } : {}) }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextBeforeId,
  });
  const leave = () => go({ q: null });
  useAction({
    id: 'search.leave',
    label: t('leave'),
    group: 'list',
    keys: 'escape',
    run: () => (conversationId ? go({ conversationId: null }) : leave()),
  });
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const rows = Array.from(list.current?.querySelectorAll('a') ?? []);
    const at = rows.findIndex((row) => row.matches(':focus'));
    rows[Math.min(Math.max(at + step, 0), rows.length - 1)]?.focus();
  };
  const found = messages.data?.pages.flatMap(({ items }) => items) ?? [];
  const failed = customers.isError || (messages.isError && found.length === 0);
  const pending = customers.isPending || messages.isPending;
  const nothing = !failed && !pending && found.length === 0 && customers.data?.length === 0;
  return (
    <>
      <div className={classes.words}>
        <span className={classes.q}>{t('for', { q })}</span>
        <ActionIcon aria-label={t('leave')} title={t('leave')} onClick={leave}>
          <IconX size={16} stroke={1.75} />
        </ActionIcon>
      </div>
      <section ref={list} className={classes.list} aria-label={t('for', { q })} onKeyDown={move}>
        {pending && !failed && <Loader className={classes.loader} size="sm" aria-label={t('searching')} />}
        {failed && (
          <div className={classes.none} role="alert">
            <p>{t('failed')}</p>
            <Button
              variant="default"
              onClick={() => void Promise.all([customers.refetch(), messages.refetch()])}
            >
              {t('retry')}
            </Button>
          </div>
        )}
        {nothing && <p className={classes.none}>{t('none', { q })}</p>}
        {customers.data && customers.data.length > 0 && <Customers found={customers.data} />}
        {found.length > 0 && (
          <>
            <h2 className={classes.heading}>{t('messages')}</h2>
            {found.map((message) => (
              <MessageRow key={message.id} found={message} />
            ))}
          </>
        )}
        {messages.hasNextPage && (
          <Button
            className={classes.more}
            variant="default"
            loading={messages.isFetchingNextPage}
            onClick={() => void messages.fetchNextPage()}
          >
            {t('more')}
          </Button>
        )}
        {messages.isFetchNextPageError && (
          <p className={classes.none} role="alert">
            {t('failed')}
          </p>
        )}
      </section>
    </>
  );
}

/** The latest of them; the others when they are asked for, since the messages come below. */
function Customers({ found }: { found: Parameters<typeof CustomerRow>[0]['found'][] }) {
  const t = useTranslations('search');
  const [all, setAll] = useState(false);
  const isCut = found.length === CUSTOMERS_MOST;
  const shown = all ? found : found.slice(0, CUSTOMERS_SHOWN);
  return (
    <>
      <h2 className={classes.heading}>{t('conversations')}</h2>
      {shown.map((customer) => (
        <CustomerRow key={customer.id} found={customer} />
      ))}
      {shown.length < found.length && (
        <Button className={classes.more} variant="default" onClick={() => setAll(true)}>
          {t(isCut ? 'latestConversations' : 'allConversations', { count: found.length })}
        </Button>
      )}
      {all && isCut && <p className={classes.none}>{t('narrower')}</p>}
    </>
  );
}
