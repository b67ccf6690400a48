'use client';

import type { inferRouterOutputs } from '@trpc/server';
import type { MouseEvent, ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { AppRouter } from '@/server/trpc/app-router';
import { CLOCK } from '../shared/clock';
import { useFormatNumber } from '../shared/customer-number';
import { Excerpt } from '../shared/excerpt';
import { useInboxPlace } from '../shared/inbox-place';
import { useServiceOf } from '../shared/session';
import { PersonAvatar } from '../ui/avatar';
import classes from './result-row.module.css';

type Found = inferRouterOutputs<AppRouter>['search'];

/** A conversation by its customer. */
export function CustomerRow({ found }: { found: Found['customers'][number] }) {
  const formatNumber = useFormatNumber();
  const name = found.title ?? found.customerName;
  return (
    <Row
      conversationId={found.id}
      at={null}
      name={name ?? formatNumber(found.customer)}
      named={name !== null}
      serviceId={found.serviceId}
    >
      {name && formatNumber(found.customer)}
    </Row>
  );
}

/** A message that holds the words, with them marked. */
export function MessageRow({ found }: { found: Found['messages']['items'][number] }) {
  const t = useTranslations('search');
  const format = useFormatter();
  const formatNumber = useFormatNumber();
  const name = found.title ?? found.customerName;
  const at = new Date(found.createdAt);
  const today = new Date().toDateString() === at.toDateString();
  return (
    <Row
      conversationId={found.conversationId}
      at={found.seq}
      find={found.words.join(' ')}
      name={name ?? formatNumber(found.customer)}
      named={name !== null}
      serviceId={found.serviceId}
      time={
        <time dateTime={found.createdAt}>
          {format.dateTime(at, today ? CLOCK : { day: 'numeric', month: 'short', year: '2-digit' })}
        </time>
      }
    >
      {found.direction === 'out' && <span className={classes.side}>{t('fromUs')} </span>}
      {found.direction === 'internal' && <span className={classes.side}>{t('note')} </span>}
      <Excerpt parts={found.excerpt} />
    </Row>
  );
}

interface RowProps {
  conversationId: string;
  /** The message to show. */
  at: number | null;
  /** What is marked in it. */
  find?: string;
  name: string;
  named: boolean;
  serviceId: string | null;
  time?: ReactNode;
  children: ReactNode;
}

function Row({ conversationId, at, find, name, named, serviceId, time, children }: RowProps) {
  const place = useInboxPlace();
  const service = useServiceOf(serviceId);
  const current = place.conversationId === conversationId && place.at === at;
  const open = (event: MouseEvent) => {
    // A new tab is the browser's.
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    place.go({ conversationId, at, find: find ?? null });
  };
  return (
    <a
      className={classes.row}
      href={place.href({ conversationId, at, find: find ?? null })}
      aria-current={current ? 'true' : undefined}
      onClick={open}
    >
      <PersonAvatar name={named ? name : null} size={34} />
      <span className={classes.text}>
        <span className={classes.top}>
          <span className={classes.name}>{name}</span>
          {service && (
            <span className={classes.service}>
              <i className={classes.dot} style={{ background: `var(--w-service-${service.color})` }} />
              {service.name}
            </span>
          )}
          <span className={classes.time}>{time}</span>
        </span>
        <span className={classes.line}>{children}</span>
      </span>
    </a>
  );
}
