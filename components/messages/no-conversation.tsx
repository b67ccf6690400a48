'use client';

import { IconMessages } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { Kbd } from '../ui/kbd';
import classes from './no-conversation.module.css';

/** What stands in the place of a thread until somebody chooses one. */
export function NoConversation() {
  const t = useTranslations('messages.none');
  return (
    <div className={classes.note}>
      <span className={classes.glyph}>
        <IconMessages size={28} stroke={1.5} />
      </span>
      <p className={classes.title}>{t('title')}</p>
      <p>{t.rich('hint', { key: (letter) => <Kbd>{letter}</Kbd> })}</p>
    </div>
  );
}
