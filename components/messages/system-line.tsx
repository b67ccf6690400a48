'use client';

import { memo } from 'react';
import { useTranslations } from 'use-intl';
import type { MessageView } from '@/server/domain/messages/message';
import { usePeople } from '../shared/session';
import classes from './system-line.module.css';

/** What happened in the house, in one quiet sentence. */
export const SystemLine = memo(function SystemLine({ message }: { message: MessageView }) {
  const t = useTranslations('messages.system');
  const people = usePeople();
  const nameOf = (userId: string | null) => people.get(userId ?? '')?.name ?? t('somebody');
  const { system, authorId } = message;
  if (!system) return null;
  const actor = nameOf(authorId);
  const sentence = () => {
    switch (system.kind) {
      case 'joined':
        return t('joined', { name: nameOf(system.userId) });
      case 'members_added':
        return t('members_added', { names: system.userIds.map(nameOf).join(', ') });
      case 'assigned':
        if (system.userId === null) return t('unassigned', { actor });
        return system.userId === authorId
          ? t('assignedSelf', { actor })
          : t('assigned', { actor, name: nameOf(system.userId) });
      case 'opted_out':
        return t('opted_out');
      case 'opted_in':
        return t('opted_in');
      case 'blocked':
        return t('blocked', { actor });
      case 'unblocked':
        return t('unblocked', { actor });
    }
  };
  return <p className={classes.line}>{sentence()}</p>;
});
