'use client';

import { UnstyledButton } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { MessageView } from '@/server/domain/messages/message';
import classes from './attempts-tick.module.css';
import { Tick } from './tick';

const load = () => import('./attempts-popover');
const AttemptsPopover = lazy(() => load().then((module) => ({ default: module.AttemptsPopover })));

/** The sign of what became of a message; pressed, it tells the whole way. */
export function AttemptsTick({ message }: { message: MessageView }) {
  const t = useTranslations('messages.attempts');
  const [opened, setOpened] = useState(false);
  const button = (
    <UnstyledButton
      className={classes.button}
      title={t('title')}
      aria-expanded={opened}
      onPointerEnter={load}
      onFocus={load}
      onClick={() => setOpened(!opened)}
    >
      <Tick message={message} />
    </UnstyledButton>
  );
  if (!opened) return button;
  return (
    <Suspense fallback={button}>
      <AttemptsPopover messageId={message.id} version={message.version} onClose={() => setOpened(false)}>
        {button}
      </AttemptsPopover>
    </Suspense>
  );
}
