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
  /** It has the focus, and keeps it until it is closed. */
  held: boolean;
  onClose: () => void;
  onPointerEnter?: () => void;
  onEscape: () => void;
  onPointerLeave?: () => void;
}

/** The whole way of a text: each try, each hand-over to the carrier, each receipt, with its time. */
export function AttemptsPopover({ messageId, version, held, onClose, onEscape, ...pointer }: AttemptsProps) {
  const t = useTranslations('messages.attempts');
  const client = useApiClient();
  const { data, isError } = useQuery({
    queryKey: ['attempts', messageId, version],
    queryFn: () => client.messages.attempts.query({ messageId }),
  });
  return (
    <Popover
      opened
      onChange={onClose}
      position="top-end"
      width={340}
      trapFocus={held}
      withRoles={false}
      closeOnEscape={false}
    >
      <Popover.Target>
        <span className={classes.anchor} aria-hidden />
      </Popover.Target>
      <Popover.Dropdown
        tabIndex={-1}
        // What only follows the pointer is no dialog: single keys go on working.
        role={held ? 'dialog' : undefined}
        aria-label={t('title')}
        onKeyDown={(event) => event.key === 'Escape' && onEscape()}
        {...pointer}
      >
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
  const { segments: count, encoding, createdAt, receipts, fault, carrierCode } = attempt;
  const told = receipts.some((receipt) => receipt.fault !== null);
  return (
    <>
      <Line at={createdAt} head>
        {begun} · {t('segments', { count, encoding })}
      </Line>
      {attempt.handOvers.map(({ at, outcome }) => (
        <Line key={at} at={at}>
          {t('handedOver')}: {t(`outcomes.${wordOf(outcome)}`)}
        </Line>
      ))}
      {receipts.map((receipt) => (
        <Line key={`${receipt.at}${receipt.status}`} at={receipt.at}>
          {t(`receipts.${receipt.status}`)}
          <Fault {...receipt} />
        </Line>
      ))}
      {fault && !told && (
        <Line>
          {t('failedSo')}
          <Fault fault={fault} carrierCode={carrierCode} />
        </Line>
      )}
      {attempt.receiptless && <Line>{t('receiptless')}</Line>}
    </>
  );
}

/** Why it did not go, in words and as the carrier calls it. */
function Fault({ fault, carrierCode }: Pick<Attempt, 'fault' | 'carrierCode'>) {
  const t = useTranslations('messages.attempts');
  return (
    <>
      {fault && ` · ${sayFault(fault).message}`}
      {carrierCode && <span className={classes.code}> {t('carrierCode', { code: carrierCode })}</span>}
    </>
  );
}

const OUTCOMES = ['accepted', 'rejected', 'not_accepted', 'unauthorized', 'unknown'] as const;

function wordOf(outcome: string | null): (typeof OUTCOMES)[number] | 'open' {
  return OUTCOMES.find((known) => known === outcome) ?? 'open';
}

/** One thing that happened, or, without a time, that is so. */
function Line({ at, head, children }: { at?: string; head?: boolean; children: ReactNode }) {
  const format = useFormatter();
  return (
    <li className={head ? classes.head : undefined}>
      <time dateTime={at}>{at && format.dateTime(new Date(at), { ...CLOCK, second: '2-digit' })}</time>
      <span>{children}</span>
    </li>
  );
}
