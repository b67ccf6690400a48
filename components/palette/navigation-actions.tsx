'use client';

import { useTranslations } from 'use-intl';
import { INBOX_VIEWS, type InboxView } from '@/server/domain/conversations/views';
import { useAction } from '../shared/actions';
import { useInboxPlace } from '../shared/inbox-place';
import { useSession } from '../shared/session';

const VIEW_KEYS: Record<InboxView, string> = {
  mine: 'g i',
  unassigned: 'g u',
  'needs-reply': 'g n',
  mentions: 'g m',
  snoozed: 'g s',
  scheduled: 'g t',
  drafts: 'g d',
  failed: 'g f',
  unattended: 'g w',
  done: 'g e',
  all: 'g a',
};

/** A key for every place of the rail. */
export function NavigationActions() {
  const t = useTranslations('conversations');
  const { user, hasSimulator } = useSession();
  const { go } = useInboxPlace();
  // As in the rail: whom nobody looks after is for those to see who can send somebody.
  const views = INBOX_VIEWS.filter((view) => view !== 'unattended' || user.role !== 'agent');
  return (
    <>
      {views.map((view) => (
        <GoTo
          key={view}
          id={`view-${view}`}
          keys={VIEW_KEYS[view]}
          place={t(`views.${view}`)}
          run={() => go({ view, serviceId: null, labelId: null, conversationId: null })}
        />
      ))}
      <GoTo id="contacts" keys="g c" place={t('contacts')} run={() => window.location.assign('/contacts')} />
      {hasSimulator && (
        <GoTo
          id="handsets"
          keys="g h"
          place={t('simulator')}
          run={() => window.location.assign('/simulator')}
        />
      )}
    </>
  );
}

interface GoToProps {
  id: string;
  keys: string;
  place: string;
  run: () => void;
}

function GoTo({ id, keys, place, run }: GoToProps) {
  const t = useTranslations('palette');
  useAction({ id: `navigation.${id}`, label: t('goTo', { place }), group: 'navigation', keys, run });
  return null;
}
