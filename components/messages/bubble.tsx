'use client';

import { memo } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { MessageView } from '@/server/domain/messages/message';
import { isFailure } from '@/server/domain/messages/status';
import { CLOCK } from '../shared/clock';
import { usePerson, useSession } from '../shared/session';
import { AttemptsTick } from './attempts-tick';
import classes from './bubble.module.css';
import { FailureNote } from './failure-note';
import { SuspicionNote } from './suspicion-note';

interface BubbleProps {
  message: MessageView;
  /** The next bubble belongs to this one and tells time and author for both. */
  joined: boolean;
}

/** One text: the customer's on the left, ours on the right, and what became of it. */
export const Bubble = memo(function Bubble({ message, joined }: BubbleProps) {
  const t = useTranslations('messages.bubble');
  const side = message.direction === 'in' ? 'in' : 'out';
  const failed = isFailure(message.status);
  return (
    <article className={classes.row} data-side={side} data-joined={joined}>
      <span className="w-spoken">{side === 'in' ? t('fromCustomer') : t('fromUs')}</span>
      <div className={classes.bubble} data-failed={failed && !message.settled ? message.status : undefined}>
        {message.body && <p className={classes.text}>{message.body}</p>}
        {message.files.length > 0 && (
          <p className={classes.files}>{t('files', { count: message.files.length })}</p>
        )}
      </div>
      {!joined && <Meta message={message} />}
      {failed && <FailureNote message={message} />}
      {message.suspected && <SuspicionNote messageId={message.id} />}
    </article>
  );
});

function Meta({ message }: { message: MessageView }) {
  const t = useTranslations('messages.bubble');
  const format = useFormatter();
  const { user } = useSession();
  const author = usePerson(message.authorId);
  const out = message.direction === 'out';
  const parts = [
    format.dateTime(new Date(message.createdAt), CLOCK),
    ...(message.channel === 'mms' ? [t('mms')] : []),
    ...(out && author ? [author.id === user.id ? t('you') : (author.name.split(' ')[0] ?? author.name)] : []),
    ...(out ? [t('segments', { count: message.segments })] : []),
  ];
  return (
    <div className={classes.meta}>
      <span>{parts.join(' · ')}</span>
      {out && <AttemptsTick message={message} />}
    </div>
  );
}
