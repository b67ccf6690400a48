'use client';

import { Button } from '@mantine/core';
import { IconCalendarClock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import type { ScheduledView } from '@/server/domain/scheduled/scheduled';
import { useApiClient } from '../shared/api';
import { MessageFiles } from '../shared/files/message-files';
import { scheduledKey } from '../shared/query-keys';
import { usePerson } from '../shared/session';
import bubble from './bubble.module.css';
import type { DraftKeeper } from './draft-keeper';
import note from './failure-note.module.css';
import { ScheduleMenu } from './schedule-menu';
import classes from './scheduled-list.module.css';
import { useScheduling } from './use-scheduling';

interface ScheduledListProps {
  conversation: ConversationView;
  keeper: DraftKeeper;
}

/** What of a conversation goes out later, above the composer. */
export function ScheduledList({ conversation, keeper }: ScheduledListProps) {
  const t = useTranslations('messages.scheduled');
  const client = useApiClient();
  const { id: conversationId } = conversation;
  const { data = [] } = useQuery({
    queryKey: scheduledKey(conversationId),
    queryFn: () => client.scheduled.list.query({ conversationId }),
  });
  if (data.length === 0) return null;
  return (
    <section className={classes.list} aria-label={t('label')}>
      {data.map((scheduled) => (
        <Scheduled key={scheduled.id} scheduled={scheduled} conversation={conversation} keeper={keeper} />
      ))}
    </section>
  );
}

function Scheduled({ scheduled, conversation, keeper }: ScheduledListProps & { scheduled: ScheduledView }) {
  const t = useTranslations('messages.scheduled');
  const { move, cancel, writeAnew, sendNow, timeOf } = useScheduling(conversation.id);
  const author = usePerson(scheduled.authorId);
  const [choosing, setChoosing] = useState(false);
  const { id, text, files, refused, cancelOnReply } = scheduled;
  const time = (
    <Button size="compact-xs" variant="default" onClick={() => setChoosing(true)}>
      {t('time')}
    </Button>
  );
  return (
    <article className={bubble.row} data-side="out" data-joined>
      <span className="w-spoken">{t('fromUs')}</span>
      <div className={classes.bubble} data-bare={!text} data-refused={refused !== null || undefined}>
        {text && <p className={bubble.text}>{text}</p>}
        {files.length > 0 && <MessageFiles small files={files} />}
      </div>
      <div
        className={note.note}
        data-tone={refused ? 'danger' : 'settled'}
        role={refused ? 'alert' : undefined}
      >
        <p className={note.text}>
          <IconCalendarClock className={note.sign} size={15} stroke={1.75} />
          {refused
            ? t('refused', { reason: refused })
            : [
                t('due', { time: timeOf(new Date(scheduled.dueAt)) }),
                cancelOnReply && t('byReply'),
                author?.name,
              ]
                .filter(Boolean)
                .join(' · ')}
        </p>
        <div className={note.ways}>
          <Button size="compact-xs" variant="default" onClick={() => void writeAnew(scheduled, keeper)}>
            {t('edit')}
          </Button>
          {choosing ? (
            <ScheduleMenu
              button={time}
              customer={conversation.customer}
              cancelOnReply={cancelOnReply}
              onChoose={(plan) => void move(scheduled, plan)}
              onClose={() => setChoosing(false)}
            />
          ) : (
            time
          )}
          <Button size="compact-xs" variant="default" onClick={() => void sendNow(id)}>
            {t('sendNow')}
          </Button>
          <Button size="compact-xs" variant="subtle" color="ink" onClick={() => void cancel(id)}>
            {t(refused ? 'discard' : 'cancel')}
          </Button>
        </div>
      </div>
    </article>
  );
}
