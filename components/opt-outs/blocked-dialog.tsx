'use client';

import { Button, Loader, Modal, UnstyledButton } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { BLOCK_LOG_PAGE, type BlockedCustomer } from '@/server/domain/opt-outs/block-log';
import { useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import { CLOCK } from '../shared/clock';
import { useFormatNumber } from '../shared/customer-number';
import { usePerson } from '../shared/session';
import { showToast } from '../shared/toast';
import classes from './blocked-dialog.module.css';

const BLOCKED = ['blocked'] as const;
const DAY = { day: 'numeric', month: 'short' } as const;

/** Who is blocked and what they wrote since; from here a block is lifted, too (item 37). */
export function BlockedDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('conversations.blocked');
  const client = useApiClient();
  const [opened, setOpened] = useState(true);
  const list = useInfiniteQuery({
    queryKey: BLOCKED,
    queryFn: ({ pageParam }) => client.optOuts.blocked.query(pageParam ? { after: pageParam } : {}),
    initialPageParam: null as { blockedAt: string; customer: string } | null,
    getNextPageParam: (page) => {
      const last = page.at(-1);
      return last && page.length === BLOCK_LOG_PAGE
        ? { blockedAt: last.blockedAt, customer: last.customer }
        : null;
    },
    staleTime: 0,
  });
  const customers = list.data?.pages.flat() ?? [];
  return (
    <Modal
      opened={opened}
      onClose={() => setOpened(false)}
      onExitTransitionEnd={onClose}
      title={t('title')}
      size={560}
    >
      {list.isPending && <Loader size="sm" aria-label={t('loading')} />}
      {list.isError && <p role="alert">{t('failed')}</p>}
      {list.isSuccess && customers.length === 0 && <p className={classes.none}>{t('none')}</p>}
      <ul className={classes.list}>
        {customers.map((customer) => (
          <Customer key={customer.customer} blocked={customer} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Modal>
  );
}

function Customer({ blocked }: { blocked: BlockedCustomer }) {
  const t = useTranslations('conversations.blocked');
  const format = useFormatter();
  const formatNumber = useFormatNumber();
  const by = usePerson(blocked.blockedById);
  const client = useApiClient();
  const queries = useQueryClient();
  const [reading, setReading] = useState(false);
  const { conversationId, customer, name, written } = blocked;
  const unblock = useMutation({
    mutationFn: () => client.conversations.block.mutate({ conversationId, blocked: false }),
    onSuccess: () => queries.invalidateQueries({ queryKey: BLOCKED }),
    onError: (error) => void showToast({ fault: true, message: readApiError(error).message }),
  });
  const shown = name ?? formatNumber(customer);
  const date = format.dateTime(new Date(blocked.blockedAt), { ...DAY, year: 'numeric' });
  return (
    <li className={classes.customer}>
      <div className={classes.line}>
        <span className={classes.words}>
          <strong>{shown}</strong>
          <span className={classes.facts}>
            {name && `${formatNumber(customer)} · `}
            {by ? t('since', { date, name: by.name }) : t('sinceNobody', { date })}
          </span>
        </span>
        <Button
          size="compact-sm"
          variant="default"
          className={classes.unblock}
          loading={unblock.isPending}
          aria-label={t('unblockName', { name: shown })}
          onClick={() => unblock.mutate()}
        >
          {t('unblock')}
        </Button>
      </div>
      {written > 0 ? (
        <UnstyledButton
          className={classes.written}
          aria-expanded={reading}
          onClick={() => setReading(!reading)}
        >
          {t('written', { count: written })}
        </UnstyledButton>
      ) : (
        <span className={classes.facts}>{t('silent')}</span>
      )}
      {reading && <Written customer={customer} />}
    </li>
  );
}

function Written({ customer }: { customer: string }) {
  const t = useTranslations('conversations.blocked');
  const format = useFormatter();
  const client = useApiClient();
  const { data, isError } = useQuery({
    queryKey: [...BLOCKED, customer],
    queryFn: () => client.optOuts.blockedMessages.query({ customer }),
    staleTime: 0,
  });
  if (isError) return <p role="alert">{t('failed')}</p>;
  return (
    <ul className={classes.messages}>
      {data?.map(({ id, body, at }) => (
        <li key={id}>
          <p>{body}</p>
          <time dateTime={at}>{format.dateTime(new Date(at), { ...DAY, ...CLOCK })}</time>
        </li>
      ))}
    </ul>
  );
}
