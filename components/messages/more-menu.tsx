'use client';

import { Menu } from '@mantine/core';
import {
  IconBan,
  IconBell,
  IconBellOff,
  IconLogout2,
  IconMailOpened,
  IconPencil,
  IconTag,
  IconUserPlus,
} from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslations } from 'use-intl';
import type { ConversationDetail } from '@/server/domain/conversations/conversation';
import { useSession } from '../shared/session';
import type { TriageDialog } from './triage-dialogs';
import type { Triage } from './use-triage';

interface MoreMenuProps {
  button: ReactElement;
  conversation: ConversationDetail;
  triage: Triage;
  onDialog: (dialog: TriageDialog) => void;
}

/** What is done now and then: names, people, labels, silence, and a customer's block. */
export function MoreMenu({ button, conversation, triage, onDialog }: MoreMenuProps) {
  const t = useTranslations('messages.head');
  const { user } = useSession();
  const { muted, blocked, lastSeq, participantIds } = conversation;
  const takesPart = participantIds.includes(user.id);
  const icon = { size: 16, stroke: 1.75 };
  return (
    <Menu defaultOpened returnFocus position="bottom-end" width={230}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconUserPlus {...icon} />} onClick={() => onDialog('people')}>
          {t('addPeople')}
        </Menu.Item>
        <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => onDialog('rename')}>
          {t('rename')}
        </Menu.Item>
        <Menu.Item leftSection={<IconTag {...icon} />} onClick={() => onDialog('labels')}>
          {t('labels')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconMailOpened {...icon} />}
          disabled={lastSeq === 0}
          onClick={() => triage.markUnread(lastSeq)}
        >
          {t('markUnread')}
        </Menu.Item>
        {takesPart && (
          <Menu.Item
            leftSection={muted ? <IconBell {...icon} /> : <IconBellOff {...icon} />}
            onClick={() => triage.mute(!muted)}
          >
            {t(muted ? 'unmute' : 'mute')}
          </Menu.Item>
        )}
        {takesPart && (
          <Menu.Item leftSection={<IconLogout2 {...icon} />} onClick={() => triage.leave(user.id)}>
            {t('leave')}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconBan {...icon} />}
          onClick={() => (blocked ? triage.block(false) : onDialog('block'))}
        >
          {t(blocked ? 'unblock' : 'block')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
