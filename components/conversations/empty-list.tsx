'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { InboxView } from '@/server/domain/conversations/views';
import { useInboxPlace } from '../shared/inbox-place';
import { useSession } from '../shared/session';
import classes from './empty-list.module.css';

/** A view without conversations: what would stand there, and the one thing to do now. */
export function EmptyList({ view, onCreate }: { view: InboxView; onCreate: () => void }) {
  const t = useTranslations('conversations');
  const { createBlocked } = useSession();
  const { go } = useInboxPlace();
  return (
    <div className={classes.note}>
      <p className={classes.title}>{t(`empty.${view}.title`)}</p>
      <p>
        {view === 'all' && createBlocked
          ? `${createBlocked.message} ${createBlocked.fix}`
          : t(`empty.${view}.hint`)}
      </p>
      {view !== 'all' ? (
        <Button variant="default" onClick={() => go({ view: 'all', serviceId: null, labelId: null })}>
          {t('empty.showAll')}
        </Button>
      ) : (
        !createBlocked && (
          <Button variant="default" onClick={onCreate}>
            {t('list.create')}
          </Button>
        )
      )}
    </div>
  );
}
