'use client';

import { Button, Checkbox, Group, Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { uuidv7 } from 'uuidv7';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { SERVICE_COLORS } from '@/server/domain/services/service-colors';
import { useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import { sessionKey } from '../shared/query-keys';
import { useSession } from '../shared/session';
import classes from './label-dialog.module.css';
import type { Triage } from './use-triage';

interface LabelDialogProps {
  conversation: ConversationView;
  triage: Triage;
  onClose: () => void;
}

/** The labels of the conversation; supervisors and admins can make new ones here. */
export function LabelDialog({ conversation, triage, onClose }: LabelDialogProps) {
  const t = useTranslations('messages.labels');
  const { labels, user } = useSession();
  const [chosen, setChosen] = useState(conversation.labelIds);
  const toggle = (id: string) =>
    setChosen((before) => (before.includes(id) ? before.filter((other) => other !== id) : [...before, id]));
  return (
    <Modal opened onClose={onClose} title={t('title')} size={380}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onClose();
          void triage.setLabels(chosen);
        }}
      >
        {labels.length === 0 && <p className={classes.empty}>{t('none')}</p>}
        <ul className={classes.list}>
          {labels.map(({ id, name, color }, index) => (
            <li key={id}>
              <Checkbox
                data-autofocus={index === 0 || undefined}
                checked={chosen.includes(id)}
                onChange={() => toggle(id)}
                label={
                  <span className={classes.label}>
                    <i className={classes.dot} style={{ background: `var(--w-service-${color})` }} />
                    {name}
                  </span>
                }
              />
            </li>
          ))}
        </ul>
        {user.role !== 'agent' && <NewLabel onMade={toggle} />}
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

function NewLabel({ onMade }: { onMade: (id: string) => void }) {
  const t = useTranslations('messages.labels');
  const client = useApiClient();
  const queries = useQueryClient();
  const { labels } = useSession();
  const [name, setName] = useState('');
  const making = useMutation({
    mutationFn: () => {
      const color = SERVICE_COLORS[labels.length % SERVICE_COLORS.length] ?? 'blue';
      return client.labels.save.mutate({ id: uuidv7(), name, color });
    },
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: sessionKey });
      onMade(id);
      setName('');
    },
  });
  const make = () => name.trim() !== '' && making.mutate();
  return (
    <div className={classes.fresh}>
      <TextInput
        aria-label={t('new')}
        placeholder={t('new')}
        maxLength={30}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          make();
        }}
        error={making.error && readApiError(making.error).message}
      />
      <Button variant="default" loading={making.isPending} disabled={name.trim() === ''} onClick={make}>
        {t('make')}
      </Button>
    </div>
  );
}
