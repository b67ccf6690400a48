'use client';

import { UnstyledButton } from '@mantine/core';
import {
  IconAlertCircle,
  IconDeviceMobile,
  IconInbox,
  IconMessageReply,
  IconStack2,
  IconUserQuestion,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ComponentType, ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { BADGE_LIMIT, INBOX_VIEWS, type InboxView } from '@/server/domain/conversations/views';
import { useApiClient } from '../shared/api';
import type { InboxPlace } from '../shared/inbox-address';
import { useInboxPlace } from '../shared/inbox-place';
import { countsOptions } from '../shared/query-keys';
import { useSession } from '../shared/session';
import { Logo } from '../ui/logo';
import { AccountMenu } from './account-menu';
import classes from './rail.module.css';

const ICONS: Record<InboxView, ComponentType<{ size: number; stroke: number }>> = {
  mine: IconInbox,
  unassigned: IconUserQuestion,
  'needs-reply': IconMessageReply,
  failed: IconAlertCircle,
  all: IconStack2,
};

/** The way around the inbox: views, Services, and who I am. */
export function Rail({ connection }: { connection: ReactNode }) {
  return (
    <div className={classes.rail}>
      <div className={classes.brand}>
        <Logo size={24} name="Waggle" />
      </div>
      <PlaceList />
      <div className={classes.foot}>
        <HandsetsLink />
        <div className={classes.me}>
          <AccountMenu />
          <span className={classes.connection}>{connection}</span>
        </div>
      </div>
    </div>
  );
}

/** To the virtual handsets, where there is a simulated carrier. */
export function HandsetsLink() {
  const t = useTranslations('conversations');
  if (!useSession().hasSimulator) return null;
  return (
    <a href="/simulator" className={classes.item} title={t('simulator')}>
      <IconDeviceMobile size={18} stroke={1.75} />
      <span className={classes.name}>{t('simulator')}</span>
    </a>
  );
}

/** Views and Services with what waits in each; also the drawer of a phone. `onGo` closes that. */
export function PlaceList({ onGo }: { onGo?: () => void }) {
  const t = useTranslations('conversations');
  const { services } = useSession();
  const place = useInboxPlace();
  const { data: counts } = useQuery(countsOptions(useApiClient()));
  const go = (change: Partial<InboxPlace>) => {
    place.go({ conversationId: null, ...change });
    onGo?.();
  };
  return (
    <div className={classes.places}>
      {INBOX_VIEWS.map((view) => {
        const Icon = ICONS[view];
        const current = place.view === view && place.serviceId === null;
        return (
          <UnstyledButton
            key={view}
            className={classes.item}
            aria-current={current ? 'page' : undefined}
            title={t(`views.${view}`)}
            onClick={() => go({ view, serviceId: null })}
          >
            <Icon size={18} stroke={1.75} />
            <span className={classes.name}>{t(`views.${view}`)}</span>
            {view !== 'all' && <Count value={counts?.views[view]} mine={view === 'mine'} />}
          </UnstyledButton>
        );
      })}
      <h2 className={classes.heading}>{t('services')}</h2>
      {services
        .filter(({ number }) => number)
        .map((service) => (
          <UnstyledButton
            key={service.id}
            className={classes.item}
            aria-current={place.serviceId === service.id ? 'page' : undefined}
            title={service.name}
            onClick={() => go({ view: 'all', serviceId: service.id })}
          >
            <span className={classes.dot} style={{ background: `var(--w-service-${service.color})` }} />
            <span className={classes.name}>{service.name}</span>
            <Count value={counts?.services[service.id]} />
          </UnstyledButton>
        ))}
    </div>
  );
}

function Count({ value, mine = false }: { value: number | undefined; mine?: boolean }) {
  const t = useTranslations('conversations');
  if (!value) return null;
  return (
    <span className={classes.count} data-mine={mine}>
      {value > BADGE_LIMIT ? t('moreThan', { limit: BADGE_LIMIT }) : value}
    </span>
  );
}
