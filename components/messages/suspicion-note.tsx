'use client';

import { Button } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import { showToast } from '../shared/toast';
import { placeInThread } from './place-in-thread';
import classes from './suspicion-note.module.css';

/** Under words that look like an opt-out: a person says whether they are. */
export function SuspicionNote({ messageId }: { messageId: string }) {
  const t = useTranslations('messages.suspicion');
  const client = useApiClient();
  const queries = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: (isOptOut: boolean) => client.messages.answerSuspicion.mutate({ messageId, isOptOut }),
    onSuccess: (message) => placeInThread(queries, message),
    onError: (error) => void showToast({ fault: true, message: readApiError(error).message }),
  });
  return (
    <div className={classes.note}>
      <IconHandStop size={15} stroke={1.75} />
      <span>{t('question')}</span>
      <Button size="compact-xs" variant="default" disabled={isPending} onClick={() => mutate(true)}>
        {t('yes')}
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        color="ink"
        disabled={isPending}
        onClick={() => mutate(false)}
      >
        {t('no')}
      </Button>
    </div>
  );
}
