'use client';

import { ActionIcon } from '@mantine/core';
import { IconUserPlus, IconX } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ConversationDetail } from '@/server/domain/conversations/conversation';
import { usePeopleThere } from '../shared/presence';
import { usePeople, useServiceOf, useSession } from '../shared/session';
import { useTriage } from '../shared/use-triage';
import { PersonAvatar } from '../ui/avatar';
import { Chip } from '../ui/chip';
import classes from './details.module.css';

const AddPeople = dynamic(() => import('./add-people').then((module) => module.AddPeople), { ssr: false });

/** Who takes part: shown, brought in and taken out (items 59 and 61). */
export function Members({ conversation }: { conversation: ConversationDetail }) {
  const t = useTranslations('messages.context');
  const people = usePeople();
  const { user } = useSession();
  const service = useServiceOf(conversation.serviceId);
  const triage = useTriage(conversation);
  const there = new Set(
    usePeopleThere(conversation.id).flatMap(({ userId }) => (userId === user.id ? [] : userId)),
  );
  const [adding, setAdding] = useState(false);
  return (
    <section className={classes.section}>
      <h4 className={classes.heading}>
        {t('participants')}
        <ActionIcon
          size="sm"
          className={classes.add}
          aria-label={t('addPeople')}
          title={t('addPeople')}
          onClick={() => setAdding(true)}
        >
          <IconUserPlus size={16} stroke={1.75} />
        </ActionIcon>
      </h4>
      {adding && <AddPeople conversation={conversation} triage={triage} onClose={() => setAdding(false)} />}
      <ul className={classes.people}>
        {conversation.participantIds
          .flatMap((id) => people.get(id) ?? [])
          .map((person) => (
            <li key={person.id} className={classes.person}>
              <PersonAvatar name={person.name} size={26} />
              <span>{person.name}</span>
              {person.id === conversation.assigneeId && <Chip>{t('assignee')}</Chip>}
              {service && !service.memberIds.includes(person.id) && <Chip>{t('guest')}</Chip>}
              {person.role !== 'agent' && <Chip>{t(person.role)}</Chip>}
              {there.has(person.id) && <span className={classes.looks}>{t('looks')}</span>}
              <ActionIcon
                className={classes.remove}
                size="sm"
                aria-label={t('remove', { name: person.name })}
                title={t('remove', { name: person.name })}
                onClick={() =>
                  person.id === user.id ? triage.leave(user.id) : triage.removePerson(person.id)
                }
              >
                <IconX size={14} stroke={1.75} />
              </ActionIcon>
            </li>
          ))}
      </ul>
    </section>
  );
}
