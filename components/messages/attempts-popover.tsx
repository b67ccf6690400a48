'use client';

import { Loader, Popover } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { Attempt } from '@/server/domain/messages/attempt';
import { sayFault } from '@/server/domain/sending/say';
import { useApiClient } from '../shared/api';
import { CLOCK } from '../shared/clock';
import { usePeople } from '../shared/session';
import classes from './attempts-tick.module.css';

interface AttemptsProps {
  messageId: string;
  /** Rises with each news of the message: then its way is asked for again. */
  version: number;
  onClose: () => void;
  /** What opened it. */
  children: ReactNode;
}

/** The whole way of a text: each try, each hand-over to the carrier, each receipt, with its time. */
export function AttemptsPopover({ messageId, version, onClose, children }: AttemptsProps) {
  const t = useTranslations('messages.attempts');
  const client = useApiClient();
  const { data, isError } = useQuery({
    queryKey: ['attempts', messageId, version],
    queryFn: () => client.messages.attempts.query({ messageId }),
  });
  return (
    <Popover opened onChange={onClose} position="top-end" width={340} trapFocus returnFocus withRoles>
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown tabIndex={-1}>
        {isError && <p role="alert">{t('failed')}</p>}
        {!data && !isError && <Loader size="xs" />}
        {data && (
          <ol className={classes.list}>
            {data.map((attempt, i) => (
              <AttemptLines key={attempt.messageId} attempt={attempt} first={i === 0} />
            ))}
          </ol>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function AttemptLines({ attempt, first }: { attempt: Attempt; first: boolean }) {
  const t = useTranslations('messages.attempts');
  const name = usePeople().get(attempt.authorId ?? '')?.name;
  const begun = name ? t(first ? 'writtenBy' : 'againBy', { name }) : t(first ? 'written' : 'again');
  const { segments: count, encoding } = attempt;
  return (
    <>
      <Line at={attempt.createdAt} head>
        {begun} · {t('segments', { count, encoding })}
      </Line>
      {attempt.handOvers.map(({ at, outcome }) => (
        <Line key={at} at={at}>
          {t('handedOver')}: {t(`outcomes.${wordOf(outcome)}`)}
        </Line>
      ))}
      {attempt.receipts.map(({ at, status, fault }) => (
        <Line key={`${at}${status}`} at={at}>
          {t(`receipts.${status}`)}
          {fault && ` · ${sayFault(fault).message}`}
        </Line>
      ))}
    </>
  );
}

const OUTCOMES = ['accepted', 'rejected', 'not_accepted', 'unauthorized', 'unknown'] as const;

function wordOf(outcome: string | null): (typeof OUTCOMES)[number] | 'open' {
  return OUTCOMES.find((known) => known === outcome) ?? 'open';
}

function Line({ at, head, children }: { at: string; head?: boolean; children: ReactNode }) {
  const format = useFormatter();
  const moment = new Date(at);
  return (
    <li className={head ? classes.head : undefined}>
      <time dateTime={at}>{format.dateTime(moment, { ...CLOCK, second: '2-digit' })}</time>
      <span>{children}</span>
    </li>
  );
}
