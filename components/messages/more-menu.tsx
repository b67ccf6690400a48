'use client';

import { ActionIcon, Menu } from '@mantine/core';
import { IconBan, IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ConversationDetail } from '@/server/domain/conversations/conversation';
import { useApiClient } from '../shared/api';
import { ConfirmDialog } from './confirm-dialog';
import { useConversationChange } from './use-conversation-change';

/** What is done rarely: to block a customer, and to take that back. */
export function MoreMenu({ conversation }: { conversation: ConversationDetail }) {
  const t = useTranslations('messages.head');
  const client = useApiClient();
  const [asking, setAsking] = useState(false);
  const { mutate } = useConversationChange((blocked: boolean) =>
    client.conversations.block.mutate({ conversationId: conversation.id, blocked }),
  );
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon aria-label={t('more')}>
            <IconDots size={18} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconBan size={16} stroke={1.75} />}
            onClick={() => (conversation.blocked ? mutate(false) : setAsking(true))}
          >
            {conversation.blocked ? t('unblock') : t('block')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={asking}
        title={t('blockTitle')}
        text={t('blockText')}
        confirm={t('blockConfirm')}
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          mutate(true);
        }}
      />
    </>
  );
}
