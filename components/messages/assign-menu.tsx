'use client';

import { Button, Menu } from '@mantine/core';
import { IconUserCheck, IconUserOff } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { ConversationDetail } from '@/server/domain/conversations/conversation';
import { useApiClient } from '../shared/api';
import { usePeople, usePerson, useServiceOf, useSession } from '../shared/session';
import { PersonAvatar } from '../ui/avatar';
import classes from './thread-head.module.css';
import { useConversationChange } from './use-conversation-change';

/** Who takes care of this conversation: me, another member of its Service, or nobody. */
export function AssignMenu({ conversation }: { conversation: ConversationDetail }) {
  const t = useTranslations('messages.head');
  const client = useApiClient();
  const { user } = useSession();
  const people = usePeople();
  const service = useServiceOf(conversation.serviceId);
  const assignee = usePerson(conversation.assigneeId);
  const { mutate } = useConversationChange((assigneeId: string | null) =>
    client.conversations.assign.mutate({ conversationId: conversation.id, assigneeId }),
  );
  if (!service) return null;
  const others = service.memberIds.filter((id) => id !== user.id).flatMap((id) => people.get(id) ?? []);
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <Button
          variant="default"
          className={classes.assign}
          leftSection={<IconUserCheck size={16} stroke={1.75} />}
        >
          {assignee?.name ?? t('assign')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {service.isMember && conversation.assigneeId !== user.id && (
          <Menu.Item
            leftSection={<PersonAvatar name={user.name} size={22} />}
            onClick={() => mutate(user.id)}
          >
            {t('assignMe')}
          </Menu.Item>
        )}
        <Menu.Label>{t('members', { service: service.name })}</Menu.Label>
        {others.map((person) => (
          <Menu.Item
            key={person.id}
            disabled={person.id === conversation.assigneeId}
            leftSection={<PersonAvatar name={person.name} size={22} />}
            onClick={() => mutate(person.id)}
          >
            {person.name}
          </Menu.Item>
        ))}
        {conversation.assigneeId && (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconUserOff size={16} stroke={1.75} />} onClick={() => mutate(null)}>
              {t('unassign')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
