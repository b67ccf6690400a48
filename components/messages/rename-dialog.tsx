'use client';

import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import type { Triage } from './use-triage';

interface RenameDialogProps {
  conversation: ConversationView;
  name: string;
  triage: Triage;
  onClose: () => void;
}

/** Gives the conversation a name of its own; left empty, it is called after the customer again (item 32). */
export function RenameDialog({ conversation, name, triage, onClose }: RenameDialogProps) {
  const t = useTranslations('messages.rename');
  const [title, setTitle] = useState(conversation.title ?? '');
  return (
    <Modal opened onClose={onClose} title={t('title')} size={420}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onClose();
          void triage.rename(title.trim() === '' ? null : title);
        }}
      >
        <TextInput
          data-autofocus
          label={t('label')}
          description={t('hint')}
          placeholder={name}
          maxLength={80}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap={8} mt={16}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit">{t('save')}</Button>
        </Group>
      </form>
    </Modal>
  );
}
