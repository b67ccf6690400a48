'use client';

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { MessageView } from '@/server/domain/messages/message';
import { sayFault } from '@/server/domain/sending/say';
import { useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import { showToast } from '../shared/toast';
import { loadAttempts, WithAttempts } from './attempts';
import classes from './failure-note.module.css';
import { placeInThread } from './place-in-thread';
import { useRewriting } from './rewriting';
import { useRetry } from './use-retry';

const ConfirmDialog = dynamic(() => import('./confirm-dialog').then((module) => module.ConfirmDialog), {
  ssr: false,
});

/** Under a message that did not go: why, what to do about it, and the ways out. */
export function FailureNote({ message }: { message: MessageView }) {
  const t = useTranslations('messages.bubble');
  const client = useApiClient();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const retry = useRetry(message);
  const settle = useMutation({
    mutationFn: () => client.messages.settle.mutate({ messageId: message.id }),
    onSuccess: (stored) => placeInThread(queries, stored),
  });
  const again = () => retry.mutate(undefined, { onSettled: () => setAsking(false) });
  const unknown = message.status === 'unknown';
  const fault = unknown ? null : sayFault(message.fault);
  const refusal = retry.error ?? settle.error;

  return (
    <div className={classes.note} data-tone={message.settled ? 'settled' : unknown ? 'honey' : 'danger'}>
      <p className={classes.text}>
        {fault ? `${fault.message} ${fault.advice}` : t('unknown')}
        {message.settled && <span className={classes.settled}> {t('dealtWith')}</span>}
      </p>
      <div className={classes.ways}>
        {!message.settled && (
          <Button
            size="compact-xs"
            variant="default"
            loading={retry.isPending}
            onClick={() => (unknown ? setAsking(true) : again())}
          >
            {unknown ? t('again') : t('retry')}
          </Button>
        )}
        {!message.settled && !unknown && message.body !== '' && <TextWays message={message} />}
        <Why message={message} />
        {!message.settled && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="ink"
            loading={settle.isPending}
            onClick={() => settle.mutate()}
          >
            {t('leave')}
          </Button>
        )}
      </div>
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
          onConfirm={again}
        />
      )}
    </div>
  );
}

/** What was written is not lost: it goes back into the text box, or elsewhere. */
function TextWays({ message }: { message: MessageView }) {
  const t = useTranslations('messages.bubble');
  const { rewrite } = useRewriting();
  const copy = () =>
    navigator.clipboard.writeText(message.body).then(
      () => showToast({ message: t('copied') }),
      () => showToast({ fault: true, message: t('notCopied') }),
    );
  return (
    <>
      <Button size="compact-xs" variant="default" onClick={() => rewrite(message)}>
        {t('edit')}
      </Button>
      <Button size="compact-xs" variant="default" onClick={() => void copy()}>
        {t('copy')}
      </Button>
    </>
  );
}

/** How it went, each try with what the carrier said. */
function Why({ message }: { message: MessageView }) {
  const t = useTranslations('messages.bubble');
  const [opened, setOpened] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => setOpened(false);
  const back = () => {
    close();
    button.current?.focus();
  };
  return (
    <WithAttempts message={message} opened={opened ? 'held' : null} onClose={close} onEscape={back}>
      <Button
        ref={button}
        size="compact-xs"
        variant="subtle"
        color="ink"
        aria-expanded={opened}
        onPointerEnter={loadAttempts}
        onFocus={loadAttempts}
        onClick={() => setOpened(true)}
      >
        {t('why')}
      </Button>
    </WithAttempts>
  );
}
