'use client';

import { ActionIcon } from '@mantine/core';
import {
  IconAddressBook,
  IconAlertCircle,
  IconArchive,
  IconAt,
  IconCalendarTime,
  IconClock,
  IconDeviceMobile,
  IconInbox,
  IconMessageReply,
  IconPencil,
  IconSettings,
  IconStack2,
  IconUserOff,
  IconUserQuestion,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ComponentType, ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { BADGE_LIMIT, INBOX_VIEWS, type InboxView } from '@/server/domain/conversations/views';
import { useActionState } from '../shared/actions';
import { useApiClient } from '../shared/api';
import type { InboxPlace } from '../shared/inbox-address';
import { useInboxPlace } from '../shared/inbox-place';
import { countsOptions } from '../shared/query-keys';
import { useSession } from '../shared/session';
import { Logo } from '../ui/logo';
import { AccountMenu } from './account-menu';
import { LabelManagerOpener, MANAGE_LABELS } from './label-manager-opener';
import classes from './rail.module.css';

const ICONS: Record<InboxView, ComponentType<{ size: number; stroke: number }>> = {
  mine: IconInbox,
  unassigned: IconUserQuestion,
  'needs-reply': IconMessageReply,
  mentions: IconAt,
  snoozed: IconClock,
  scheduled: IconCalendarTime,
  drafts: IconPencil,
  failed: IconAlertCircle,
  unattended: IconUserOff,
  done: IconArchive,
  all: IconStack2,
};

/** The way around the inbox: views, Services, and who I am. */
export function Rail({ connection, search }: { connection: ReactNode; search: ReactNode }) {
  return (
    <div className={classes.rail}>
      <div className={classes.brand}>
        <Logo size={24} name="Waggle" />
      </div>
      <div className={classes.search}>{search}</div>
      <PlaceList />
      <LabelManagerOpener />
      <div className={classes.foot}>
        <ContactsLink />
        <HandsetsLink />
        <div className={classes.me}>
          <AccountMenu />
          <span className={classes.connection}>{connection}</span>
        </div>
      </div>
    </div>
  );
}

export function ContactsLink() {
  const t = useTranslations('conversations');
  return (
    <a href="/contacts" className={classes.item} title={t('contacts')}>
      <IconAddressBook size={18} stroke={1.75} />
      <span className={classes.name}>{t('contacts')}</span>
    </a>
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
  const { labels, user, services: all } = useSession();
  const services = all.filter(({ number }) => number);
  // Whom nobody looks after is for those to see who can send somebody.
  const views = INBOX_VIEWS.filter((view) => view !== 'unattended' || user.role !== 'agent');
  const place = useInboxPlace();
  const { data: counts } = useQuery(countsOptions(useApiClient()));
  return (
    <div className={classes.places}>
      {views.map((view) => {
        const Icon = ICONS[view];
        return (
          <PlaceLink
            key={view}
            to={{ view, serviceId: null, labelId: null }}
            current={place.view === view && place.serviceId === null && place.labelId === null}
            name={t(`views.${view}`)}
            icon={<Icon size={18} stroke={1.75} />}
            count={view === 'all' || view === 'done' ? undefined : counts?.views[view]}
            mine={view === 'mine' || view === 'mentions'}
            onGo={onGo}
          />
        );
      })}
      {services.length > 0 && <h2 className={classes.heading}>{t('services')}</h2>}
      {services.map(({ id, name, color }) => (
        <PlaceLink
          key={id}
          to={{ view: 'all', serviceId: id, labelId: null }}
          current={place.serviceId === id}
          name={name}
          icon={<span className={classes.dot} style={{ background: `var(--w-service-${color})` }} />}
          count={counts?.services[id]}
          onGo={onGo}
        />
      ))}
      <LabelsHeading />
      {labels.map(({ id, name, color }) => (
        <PlaceLink
          key={id}
          to={{ view: 'all', serviceId: null, labelId: id }}
          current={place.labelId === id}
          name={name}
          icon={<span className={classes.ring} style={{ borderColor: `var(--w-service-${color})` }} />}
          count={counts?.labels[id]}
          onGo={onGo}
        />
      ))}
    </div>
  );
}

/** Who may change the labels finds that here, also while there are none. */
function LabelsHeading() {
  const t = useTranslations('conversations');
  const { labels } = useSession();
  const manage = useActionState(MANAGE_LABELS);
  if (labels.length === 0 && !manage) return null;
  return (
    <div className={classes.headingLine}>
      <h2 className={classes.heading}>{t('labels')}</h2>
      {manage && (
        <ActionIcon
          size={24}
          className={classes.manage}
          aria-label={manage.label}
          title={manage.label}
          onClick={manage.run}
        >
          <IconSettings size={15} stroke={1.75} />
        </ActionIcon>
      )}
    </div>
  );
}

interface PlaceLinkProps {
  to: Partial<InboxPlace>;
  current: boolean;
  name: string;
  icon: ReactNode;
  count: number | undefined;
  mine?: boolean;
  onGo: (() => void) | undefined;
}

/** A real address, so that it opens in a new tab too; a plain click stays on the page. */
function PlaceLink({ to, current, name, icon, count, mine = false, onGo }: PlaceLinkProps) {
  const t = useTranslations('conversations');
  const { go, href, q } = useInboxPlace();
  const target = { conversationId: null, ...to };
  return (
    <a
      href={href(target)}
      className={classes.item}
      // Where results stand, no list does.
      aria-current={current && !q ? 'page' : undefined}
      title={name}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go(target);
        onGo?.();
      }}
    >
      {icon}
      <span className={classes.name}>{name}</span>
      {count ? (
        <span className={classes.count} data-mine={mine}>
          {count > BADGE_LIMIT ? t('moreThan', { limit: BADGE_LIMIT }) : count}
        </span>
      ) : null}
    </a>
  );
}
