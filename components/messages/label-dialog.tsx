'use client';

import { Button, Checkbox, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { NewLabel } from '../shared/labels/new-label';
import { useSession } from '../shared/session';
import type { Triage } from '../shared/use-triage';
import classes from './label-dialog.module.css';

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
        {user.role !== 'agent' && (
          <div className={classes.fresh}>
            <NewLabel onMade={toggle} />
          </div>
        )}
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
