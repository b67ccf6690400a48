'use client';

import { IconAlertCircle, IconCheck } from '@tabler/icons-react';
import { memo } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { BADGE_LIMIT } from '@/server/domain/conversations/views';
import { CLOCK } from '../shared/clock';
import { useFormatNumber } from '../shared/customer-number';
import { usePerson, useSession } from '../shared/session';
import { initialsOf, PersonAvatar } from '../ui/avatar';
import classes from './conversation-row.module.css';
import { RowChips } from './row-chips';
import { type RowPreview, rowPreview, rowTime } from './row-words';

interface RowProps {
  conversation: ConversationView;
  selected: boolean;
  /** Among those that something is to be done with. */
  marked: boolean;
  /** The minute in which "5 min" was true. */
  now: number;
  /** Two lines instead of three; the second one keeps the chip of who waits and of what forbids a text. */
  compact: boolean;
}

/** One conversation in the list: who, what last, and what waits to be done. */
export const ConversationRow = memo(function ConversationRow({
  conversation,
  selected,
  marked,
  now,
  compact,
}: RowProps) {
  const t = useTranslations('conversations.list');
  const formatNumber = useFormatNumber();
  const { user } = useSession();
  const line = rowPreview(conversation, user.id);
  const failed = line.kind === 'failed' || line.kind === 'unconfirmed';
  const unread = conversation.muted ? 0 : conversation.lastSeq - conversation.lastReadSeq;
  const name = conversation.title ?? conversation.customerName ?? formatNumber(conversation.customer);
  const chips = (
    <RowChips
      conversation={conversation}
      failedBefore={failed ? 0 : conversation.failedCount}
      now={now}
      compact={compact}
    />
  );
  return (
    <div className={classes.row} data-selected={selected} data-unread={unread > 0} data-compact={compact}>
      <span className={classes.mark} data-mark={marked}>
        <PersonAvatar name={conversation.customerName} size={compact ? 32 : 38} />
        <span className={classes.check} aria-hidden>
          <IconCheck size={18} stroke={2.25} />
        </span>
      </span>
      <div className={classes.body}>
        <div className={classes.line}>
          <span className={classes.name}>{name}</span>
          {conversation.hasSms && <span className={classes.tag}>{t('sms')}</span>}
          <RowTime at={conversation.lastMessageAt} now={now} />
        </div>
        <div className={classes.line}>
          <Preview conversation={conversation} line={line} failed={failed} />
          {compact && chips}
          {unread > 0 && (
            <span className={classes.unread}>
              <span aria-hidden>{unread > BADGE_LIMIT ? `${BADGE_LIMIT}+` : unread}</span>
              <span className="w-spoken">{t('unread', { count: unread })}</span>
            </span>
          )}
        </div>
        {!compact && chips}
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

interface PreviewProps {
  conversation: ConversationView;
  line: RowPreview;
  failed: boolean;
}

function Preview({ conversation: { preview }, line: { kind, author }, failed }: PreviewProps) {
  const t = useTranslations('conversations.list');
  const colleague = usePerson(preview?.authorId ?? null);
  const who =
    author === 'me' ? t('you') : author && colleague && t('who', { initials: initialsOf(colleague.name) });
  return (
    <span className={classes.preview} data-failed={failed}>
      {failed && <IconAlertCircle size={15} stroke={1.75} />}
      {who && `${who} `}
      {kind === 'text' ? preview?.text : t(`preview.${kind}`, { count: preview?.mediaCount ?? 0 })}
    </span>
  );
}
