'use client';

import { Menu } from '@mantine/core';
import { IconLogout2, IconUserOff } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslations } from 'use-intl';
import type { ConversationDetail } from '@/server/domain/conversations/conversation';
import { licenceSuffices } from '@/server/domain/users/roles';
import { usePeople, useServiceOf, useSession } from '../shared/session';
import type { Triage } from '../shared/use-triage';
import { PersonAvatar } from '../ui/avatar';

interface AssignMenuProps {
  button: ReactElement;
  conversation: ConversationDetail;
  triage: Triage;
}

/** Who takes care of this conversation: me, another member of its Service, or nobody (item 60). */
export function AssignMenu({ button, conversation, triage }: AssignMenuProps) {
  const t = useTranslations('messages.head');
  const { user } = useSession();
  const people = usePeople();
  const service = useServiceOf(conversation.serviceId);
  if (!service) return null;
  const others = service.memberIds
    .filter((id) => id !== user.id)
    .flatMap((id) => people.get(id) ?? [])
    .filter((person) => person.active)
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const mayLeave = !service.isMember && conversation.participantIds.includes(user.id);
  const item = (person: (typeof others)[number], leave: boolean) => (
    <Menu.Item
      key={`${person.id} ${leave}`}
      disabled={(person.id === conversation.assigneeId && !leave) || !licenceSuffices(person.licence)}
      leftSection={<PersonAvatar name={person.name} size={22} />}
      onClick={() => triage.assign(person.id, leave)}
    >
      {person.name}
    </Menu.Item>
  );
  return (
    <Menu defaultOpened returnFocus position="bottom-end" width={250}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        {service.isMember && conversation.assigneeId !== user.id && (
          <Menu.Item
            leftSection={<PersonAvatar name={user.name} size={22} />}
            onClick={() => triage.assign(user.id)}
          >
            {t('assignMe')}
          </Menu.Item>
        )}
        <Menu.Label>{t('members', { service: service.name })}</Menu.Label>
        {others.map((person) => item(person, false))}
        {mayLeave && (
          <>
            <Menu.Divider />
            <Menu.Label>
              <IconLogout2 size={13} stroke={1.75} /> {t('assignAndLeave')}
            </Menu.Label>
            {others.map((person) => item(person, true))}
          </>
        )}
        {conversation.assigneeId && (
          <>
            <Menu.Divider />
            <Menu.Item
              leftSection={<IconUserOff size={16} stroke={1.75} />}
              onClick={() => triage.assign(null)}
            >
              {t('unassign')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
