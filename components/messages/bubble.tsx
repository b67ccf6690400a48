'use client';

import { memo } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { MessageView } from '@/server/domain/messages/message';
import { isFailure } from '@/server/domain/messages/status';
import { useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import { CLOCK } from '../shared/clock';
import { MessageFiles } from '../shared/files/message-files';
import { usePerson, useSession } from '../shared/session';
import { showToast } from '../shared/toast';
import { AttemptsTick } from './attempts-tick';
import classes from './bubble.module.css';
import { FailureNote } from './failure-note';
import { MessageText } from './message-text';
import { SuspicionNote } from './suspicion-note';

interface BubbleProps {
  message: MessageView;
  /** The next bubble belongs to this one and tells time and author for both. */
  joined: boolean;
  /** The next bubble was sent with this one: a text and its files, each with a state of its own (item 73). */
  grouped: boolean;
}

/** One text: the customer's on the left, ours on the right, and what became of it. */
export const Bubble = memo(function Bubble({ message, joined, grouped }: BubbleProps) {
  const t = useTranslations('messages.bubble');
  const client = useApiClient();
  // The thread hears of it as of everything else.
  const retryFile = (fileId: string) =>
    void client.media.retryFetch
      .mutate({ fileId })
      .catch((error: unknown) => showToast({ message: readApiError(error).message }));
  const side = message.direction === 'in' ? 'in' : 'out';
  const failed = isFailure(message.status);
  return (
    <article className={classes.row} data-side={side} data-joined={joined || grouped}>
      <span className="w-spoken">{side === 'in' ? t('fromCustomer') : t('fromUs')}</span>
      <div
        className={classes.bubble}
        data-bare={message.body === ''}
        data-failed={failed && !message.settled ? message.status : undefined}
      >
        {message.body && (
          <p className={classes.text}>
            <MessageText text={message.body} />
          </p>
        )}
        {message.files.length > 0 && <MessageFiles files={message.files} onRetry={retryFile} />}
      </div>
      {!joined && <Meta message={message} grouped={grouped} />}
      {failed && <FailureNote message={message} />}
      {message.suspected && <SuspicionNote messageId={message.id} />}
    </article>
  );
});

function Meta({ message, grouped }: Pick<BubbleProps, 'message' | 'grouped'>) {
  const t = useTranslations('messages.bubble');
  const format = useFormatter();
  const { user } = useSession();
  const author = usePerson(message.authorId);
  const out = message.direction === 'out';
  const parts = [
    ...(grouped ? [] : [format.dateTime(new Date(message.createdAt), CLOCK)]),
    ...(message.channel === 'mms' || message.groupId ? [t(message.channel === 'mms' ? 'mms' : 'sms')] : []),
    ...(out && author && !grouped
      ? [author.id === user.id ? t('you') : (author.name.split(' ')[0] ?? author.name)]
      : []),
    ...(out && message.channel === 'sms' ? [t('segments', { count: message.segments })] : []),
  ];
  return (
    <div className={classes.meta}>
      <span>{parts.join(' · ')}</span>
      {out && <AttemptsTick message={message} />}
    </div>
  );
}
