'use client';

import { IconAlertCircle, IconBan, IconClock, IconHandStop, IconPencil } from '@tabler/icons-react';
import { memo } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { BADGE_LIMIT } from '@/server/domain/conversations/views';
import { CLOCK } from '../shared/clock';
import { useFormatNumber } from '../shared/customer-number';
import { usePerson, useServiceOf, useSession } from '../shared/session';
import { initialsOf, PersonAvatar } from '../ui/avatar';
import { Chip } from '../ui/chip';
import classes from './conversation-row.module.css';
import { rowTime, waitingSince } from './row-words';

interface RowProps {
  conversation: ConversationView;
  selected: boolean;
  /** The minute in which "5 min" was true. */
  now: number;
}

/** One conversation in the list: who, what last, and what waits to be done. */
export const ConversationRow = memo(function ConversationRow({ conversation, selected, now }: RowProps) {
  const t = useTranslations('conversations.list');
  const formatNumber = useFormatNumber();
  const unread = conversation.lastSeq - conversation.lastReadSeq;
  const name = conversation.customerName ?? formatNumber(conversation.customer);
  return (
    <div className={classes.row} data-selected={selected} data-unread={unread > 0}>
      <PersonAvatar name={conversation.customerName} size={38} />
      <div className={classes.body}>
        <div className={classes.line}>
          <span className={classes.name}>{name}</span>
          <RowTime at={conversation.lastMessageAt} now={now} />
        </div>
        <div className={classes.line}>
          <Preview conversation={conversation} />
          {unread > 0 && (
            <span className={classes.unread}>
              <span aria-hidden>{unread > BADGE_LIMIT ? `${BADGE_LIMIT}+` : unread}</span>
              <span className="w-spoken">{t('unread', { count: unread })}</span>
            </span>
          )}
        </div>
        <Chips conversation={conversation} now={now} />
      </div>
    </div>
  );
});

function RowTime({ at, now }: { at: string; now: number }) {
  const t = useTranslations('conversations.list');
  const format = useFormatter();
  const { organization } = useSession();
  const date = new Date(at);
  const kind = rowTime(at, now, organization.timeZone);
  const text =
    kind === 'time'
      ? format.dateTime(date, CLOCK)
      : kind === 'yesterday'
        ? t('yesterday')
        : kind === 'weekday'
          ? format.dateTime(date, { weekday: 'short' })
          : format.dateTime(date, { day: 'numeric', month: 'short' });
  return (
    <time className={classes.time} dateTime={at} suppressHydrationWarning>
      {text}
    </time>
  );
}

function Preview({ conversation }: { conversation: ConversationView }) {
  const t = useTranslations('conversations.list');
  const { user } = useSession();
  const { preview } = conversation;
  const author = usePerson(preview?.authorId ?? null);
  if (conversation.hasDraft) {
    return (
      <span className={classes.preview} data-tone="draft">
        <IconPencil size={14} stroke={1.75} />
        {t('draft')}
      </span>
    );
  }
  if (!preview) return <span className={classes.preview}>{t('noMessage')}</span>;
  if (conversation.failedCount > 0 && (preview.status === 'failed' || preview.status === 'undelivered')) {
    return (
      <span className={classes.preview} data-tone="failed">
        <IconAlertCircle size={15} stroke={1.75} />
        {t('notDelivered')}
      </span>
    );
  }
  const who =
    preview.direction !== 'out'
      ? null
      : preview.authorId === user.id
        ? t('you')
        : author && t('who', { initials: initialsOf(author.name) });
  const text = preview.text || (preview.mediaCount > 0 ? t('files', { count: preview.mediaCount }) : '');
  return (
    <span className={classes.preview}>
      {who ? `${who} ` : ''}
      {text}
    </span>
  );
}

function Chips({ conversation, now }: { conversation: ConversationView; now: number }) {
  const t = useTranslations('conversations');
  const service = useServiceOf(conversation.serviceId);
  const assignee = usePerson(conversation.assigneeId);
  const waiting = conversation.needsReplySince ? waitingSince(conversation.needsReplySince, now) : null;
  return (
    <div className={classes.chips}>
      {service && <Chip dot={`var(--w-service-${service.color})`}>{service.name}</Chip>}
      <Chip>{assignee ? initialsOf(assignee.name) : t('list.unassigned')}</Chip>
      {conversation.blocked && (
        <Chip tone="danger" icon={<IconBan size={13} stroke={1.75} />}>
          {t('list.blocked')}
        </Chip>
      )}
      {conversation.optedOut ? (
        <Chip tone="danger" icon={<IconHandStop size={13} stroke={1.75} />}>
          {t('list.optedOut')}
        </Chip>
      ) : (
        waiting && (
          <Chip tone="honey" icon={<IconClock size={13} stroke={1.75} />}>
            <span suppressHydrationWarning>{t(`waiting.${waiting.unit}`, { count: waiting.count })}</span>
          </Chip>
        )
      )}
    </div>
  );
}
