'use client';

import { Button } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import classes from './bubble.module.css';
import tick from './tick.module.css';
import type { UnsentMessage } from './unsent-messages';
import { discardUnsent } from './use-send-message';

/** A text from the moment of Enter until the server has it. */
export function UnsentBubble({ message }: { message: UnsentMessage }) {
  const t = useTranslations('messages.bubble');
  const waiting = message.state === 'waiting';
  return (
    <article className={classes.row} data-side="out">
      <span className="w-spoken">{t('fromUs')}</span>
      <div className={classes.bubble} data-unsent>
        <p className={classes.text}>{message.text}</p>
      </div>
      <div className={classes.meta}>
        <span className={tick.tick} title={waiting ? undefined : t('sending')}>
          <IconClock size={15} stroke={1.75} />
          <span className={waiting ? undefined : 'w-spoken'}>{waiting ? t('kept') : t('sending')}</span>
        </span>
        {waiting && (
          <Button size="compact-xs" variant="subtle" color="ink" onClick={() => discardUnsent(message.id)}>
            {t('discard')}
          </Button>
        )}
      </div>
    </article>
  );
}
