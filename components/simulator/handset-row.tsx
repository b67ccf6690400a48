'use client';

import { memo } from 'react';
import { useTranslations } from 'use-intl';
import { kindOf } from '@/server/domain/media/file-types';
import type { HandsetMessageView, HandsetSummary } from '@/server/domain/simulator/handset';
import { PersonAvatar } from '../ui/avatar';
import classes from './handset-list.module.css';
import { useMoments } from './use-moments';

interface HandsetRowProps {
  handset: HandsetSummary;
  isOpen: boolean;
  /** Marked only when somebody chose it. */
  chosen: boolean;
  unread: boolean;
  onOpen: (handsetId: string) => void;
}

/** One handset: whose it is, its number, and the last line on its screen. */
export const HandsetRow = memo(function HandsetRow({
  handset,
  isOpen,
  chosen,
  unread,
  onOpen,
}: HandsetRowProps) {
  const t = useTranslations('simulator');
  const { short } = useMoments();
  const { lastMessage } = handset;
  const line = lastMessage ? lineOf(lastMessage, t) : undefined;
  return (
    <button
      type="button"
      className={classes.row}
      data-open={isOpen}
      data-chosen={chosen}
      data-unread={unread}
      aria-current={isOpen ? 'true' : undefined}
      onClick={() => onOpen(handset.id)}
    >
      <PersonAvatar name={handset.name} size={40} />
      <span className={classes.words}>
        <span className={classes.name}>{handset.name}</span>
        <span className={classes.number}>{handset.display}</span>
        <span className={classes.line}>
          {line === undefined
            ? t('nothingYet')
            : lastMessage?.direction === 'written'
              ? t('you', { text: line })
              : line}
        </span>
      </span>
      <span className={classes.side}>
        {lastMessage && (
          <time dateTime={lastMessage.at} suppressHydrationWarning>
            {short(lastMessage.at)}
          </time>
        )}
        {unread && <span className={classes.dot} role="img" aria-label={t('unread')} />}
      </span>
    </button>
  );
});

/** Its text on one line; of a message without one, what came instead. */
function lineOf(
  { text, files }: HandsetMessageView,
  t: ReturnType<typeof useTranslations<'simulator'>>,
): string {
  if (text !== '' || files.length === 0) return text.replace(/\s+/g, ' ');
  const allPictures = files.every(({ contentType }) => kindOf(contentType) === 'image');
  return t(allPictures ? 'sentPictures' : 'sentFiles', { count: files.length });
}
