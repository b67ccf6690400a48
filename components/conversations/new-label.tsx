'use client';

import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { uuidv7 } from 'uuidv7';
import { SERVICE_COLORS } from '@/server/domain/services/service-colors';
import { useSession } from '../shared/session';
import classes from './label-manager.module.css';
import { useSaveLabel } from './use-save-label';

/** Makes a label; its colour is the next in turn. */
export function NewLabel() {
  const t = useTranslations('conversations.labelDialog');
  const { labels } = useSession();
  const [name, setName] = useState('');
  const { save, fault, isPending } = useSaveLabel();
  return (
    <form
      className={classes.fresh}
      onSubmit={(event) => {
        event.preventDefault();
        const color = SERVICE_COLORS[labels.length % SERVICE_COLORS.length] ?? 'blue';
        if (name.trim()) save({ id: uuidv7(), name, color }, { onSuccess: () => setName('') });
      }}
    >
      <TextInput
        data-autofocus
        aria-label={t('new')}
        placeholder={t('new')}
        maxLength={30}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={fault}
      />
      <Button type="submit" variant="default" loading={isPending} disabled={name.trim() === ''}>
        {t('make')}
      </Button>
    </form>
  );
}
