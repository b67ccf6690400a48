'use client';

import { Button, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { uuidv7 } from 'uuidv7';
import { SERVICE_COLORS } from '@/server/domain/services/service-colors';
import { useSession } from '../session';
import classes from './new-label.module.css';
import { useSaveLabel } from './use-save-label';

interface NewLabelProps {
  focused?: boolean;
  onMade?: (id: string) => void;
}

/** Makes a label; its colour is the next in turn. No form of its own, since it also stands in one. */
export function NewLabel({ focused = false, onMade }: NewLabelProps) {
  const t = useTranslations('conversations.labelDialog');
  const { labels } = useSession();
  const [name, setName] = useState('');
  const { save, fault, isPending } = useSaveLabel();
  const make = () => {
    if (name.trim() === '' || isPending) return;
    const color = SERVICE_COLORS[labels.length % SERVICE_COLORS.length] ?? 'blue';
    const made = ({ id }: { id: string }) => {
      setName('');
      onMade?.(id);
    };
    save({ id: uuidv7(), name, color }, { onSuccess: made });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    make();
  };
  return (
    <div className={classes.fresh}>
      <TextInput
        data-autofocus={focused || undefined}
        aria-label={t('new')}
        placeholder={t('new')}
        maxLength={30}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        error={fault}
      />
      <Button variant="default" loading={isPending} disabled={name.trim() === ''} onClick={make}>
        {t('make')}
      </Button>
    </div>
  );
}
