'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { ListPlace } from '../shared/inbox-address';
import { useInboxPlace } from '../shared/inbox-place';
import { useSession } from '../shared/session';
import classes from './empty-list.module.css';

interface EmptyListProps {
  place: ListPlace;
  onCreate: () => void;
  /** null: all has been looked through. */
  onLookFurther: (() => void) | null;
}

/** A list without conversations: what would stand there, and the one thing to do now. */
export function EmptyList({ place: { view, tab }, onCreate, onLookFurther }: EmptyListProps) {
  const t = useTranslations('conversations');
  const { createBlocked } = useSession();
  const { go } = useInboxPlace();
  const what = onLookFurther ? 'unreadSoFar' : tab === 'latest' ? view : tab;
  const [label, run] = onLookFurther
    ? [t('empty.lookFurther'), onLookFurther]
    : tab !== 'latest'
      ? [t('empty.showLatest'), () => go({ tab: 'latest' })]
      : view !== 'all'
        ? [t('empty.showAll'), () => go({ view: 'all', serviceId: null, labelId: null })]
        : [t('list.create'), onCreate];
  const refused = what === 'all' ? createBlocked : null;
  return (
    <div className={classes.note}>
      <p className={classes.title}>{t(`empty.${what}.title`)}</p>
      <p>{refused ? `${refused.message} ${refused.fix}` : t(`empty.${what}.hint`)}</p>
      {!refused && (
        <Button variant="default" onClick={run}>
          {label}
        </Button>
      )}
    </div>
  );
}
