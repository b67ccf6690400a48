'use client';

import { memo } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { MessageView } from '@/server/domain/messages/message';
import { CLOCK } from '../shared/clock';
import { usePeople, useSession } from '../shared/session';
import classes from './system-line.module.css';

const MOMENT = { weekday: 'short', day: 'numeric', month: 'short', ...CLOCK } as const;

/** What happened in the house, in one quiet sentence. */
export const SystemLine = memo(function SystemLine({ message }: { message: MessageView }) {
  const t = useTranslations('messages.system');
  const people = usePeople();
  const format = useFormatter();
  const { labels } = useSession();
  const nameOf = (userId: string | null) => people.get(userId ?? '')?.name ?? t('somebody');
  const { system, authorId } = message;
  if (!system) return null;
  const actor = nameOf(authorId);
  const sentence = () => {
    switch (system.kind) {
      case 'joined':
        return t('joined', { name: nameOf(system.userId) });
      case 'members_added':
        return t(authorId ? 'addedBy' : 'members_added', {
          actor,
          names: system.userIds.map(nameOf).join(', '),
        });
      case 'left':
        return t('left', { name: nameOf(system.userId) });
      case 'removed':
        return t('removed', { actor, name: nameOf(system.userId) });
      case 'renamed':
        return system.title ? t('renamed', { actor, title: system.title }) : t('unnamed', { actor });
      case 'done':
      case 'reopened':
        return t(system.kind, { actor });
      case 'snoozed':
        return system.until
          ? t('snoozed', { actor, time: format.dateTime(new Date(system.until), MOMENT) })
          : t('snoozedUntilReply', { actor });
      case 'escalated':
        return t('escalated', { name: nameOf(system.userId), minutes: system.minutes });
      case 'labelled': {
        const names = system.labelIds.flatMap((id) => labels.find((label) => label.id === id)?.name ?? []);
        return names.length > 0
          ? t('labelled', { actor, names: names.join(', ') })
          : t('unlabelled', { actor });
      }
      case 'assigned':
        if (system.userId === null) return t('unassigned', { actor });
        return system.userId === authorId
          ? t('assignedSelf', { actor })
          : t('assigned', { actor, name: nameOf(system.userId) });
      case 'woken':
      case 'retired':
      case 'revived':
      case 'opted_out':
      case 'opted_in':
        return t(system.kind);
      case 'files_dropped':
        return t('files_dropped', { names: system.names.join(', '), count: system.names.length });
      case 'blocked':
        return t('blocked', { actor });
      case 'unblocked':
        return t('unblocked', { actor });
    }
  };
  return (
    <p className={classes.line} data-kind={system.kind}>
      {sentence()}
    </p>
  );
});
