'use client';

import { memo } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { noteParts } from '@/server/domain/messages/mentions';
import type { MessageView } from '@/server/domain/messages/message';
import { CLOCK } from '../shared/clock';
import { usePeople } from '../shared/session';
import bubble from './bubble.module.css';
import { MessageText } from './message-text';
import classes from './note-bubble.module.css';

/** What colleagues say among themselves: it never went to the customer, and looks like it. */
export const NoteBubble = memo(function NoteBubble({ message }: { message: MessageView }) {
  const t = useTranslations('messages.note');
  const format = useFormatter();
  const people = usePeople();
  const author = people.get(message.authorId ?? '')?.name ?? '';
  let at = 0;
  return (
    <article className={bubble.row} data-side="out">
      <span className="w-spoken">{t('by', { name: author })}</span>
      <div className={classes.note}>
        <p className={bubble.text}>
          {noteParts(message.body).map((part) => {
            at += 1;
            return 'text' in part ? (
              <MessageText key={at} text={part.text} />
            ) : (
              <strong key={at}>@{people.get(part.userId)?.name ?? '…'}</strong>
            );
          })}
        </p>
      </div>
      <div className={bubble.meta}>
        {[format.dateTime(new Date(message.createdAt), CLOCK), author, t('onlyUs')].join(' · ')}
      </div>
    </article>
  );
});
