'use client';

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { uuidv7 } from 'uuidv7';
import type { MessageView } from '@/server/domain/messages/message';
import { sayFault } from '@/server/domain/sending/say';
import { useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import classes from './failure-note.module.css';
import { placeInThread } from './place-in-thread';

const ConfirmDialog = dynamic(() => import('./confirm-dialog').then((module) => module.ConfirmDialog), {
  ssr: false,
});

/** Under a message that did not go: why, what to do about it, and the ways out. */
export function FailureNote({ message }: { message: MessageView }) {
  const t = useTranslations('messages.bubble');
  const client = useApiClient();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  // One id however often it is tried: should an answer be lost, nothing is sent twice.
  const [nextId] = useState(uuidv7);
  const onSuccess = (stored: MessageView) => placeInThread(queries, stored);
  const retry = useMutation({
    mutationFn: () => client.messages.retry.mutate({ id: nextId, messageId: message.id }),
    onSuccess,
    onSettled: () => setAsking(false),
  });
  const settle = useMutation({
    mutationFn: () => client.messages.settle.mutate({ messageId: message.id }),
    onSuccess,
  });
  const unknown = message.status === 'unknown';
  const fault = unknown ? null : sayFault(message.fault);
  const refusal = retry.error ?? settle.error;

  return (
    <div className={classes.note} data-tone={message.settled ? 'settled' : unknown ? 'honey' : 'danger'}>
      <p className={classes.text}>
        {fault ? `${fault.message} ${fault.advice}` : t('unknown')}
        {message.settled && <span className={classes.settled}> {t('dealtWith')}</span>}
      </p>
      {!message.settled && (
        <div className={classes.ways}>
          <Button
            size="compact-xs"
            variant="default"
            loading={retry.isPending}
            onClick={() => (unknown ? setAsking(true) : retry.mutate())}
          >
            {unknown ? t('again') : t('retry')}
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            color="ink"
            loading={settle.isPending}
            onClick={() => settle.mutate()}
          >
            {t('leave')}
          </Button>
        </div>
      )}
      {refusal && (
        <p className={classes.text} role="alert">
          {readApiError(refusal).message}
        </p>
      )}
      {asking && (
        <ConfirmDialog
          opened
          title={t('againTitle')}
          text={t('againText')}
          confirm={t('again')}
          loading={retry.isPending}
          onClose={() => setAsking(false)}
          onConfirm={() => retry.mutate()}
        />
      )}
    </div>
  );
}
