'use client';

import { ActionIcon, Button } from '@mantine/core';
import { IconMenu2, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { lazy, type ReactNode, type Ref, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { BADGE_LIMIT } from '@/server/domain/conversations/views';
import { useAction } from '../shared/actions';
import { useApiClient } from '../shared/api';
import { useInboxPlace } from '../shared/inbox-place';
import { countsOptions } from '../shared/query-keys';
import { useServiceOf, useSession } from '../shared/session';
import { LazyMenu } from '../ui/lazy-menu';
import classes from './conversation-list.module.css';
import { ConversationRows } from './conversation-rows';
import { ListTabs } from './list-tabs';

// The rules of all countries' numbers come with it: only when somebody wants to create one.
const CreateConversation = dynamic(
  () => import('./create-conversation').then((module) => module.CreateConversation),
  {
    ssr: false,
  },
);

const PlacesDrawer = dynamic(() => import('./places-drawer').then((module) => module.PlacesDrawer), {
  ssr: false,
});
const loadNew = () => import('./new-items');
const NewItems = lazy(() => loadNew().then((module) => ({ default: module.NewItems })));

interface ConversationListProps {
  connection: ReactNode;
  /** What stands in the list's place while something is looked for. */
  results: ReactNode;
}

/** The list of one view: its head, and the conversations. */
export function ConversationList({ connection, results }: ConversationListProps) {
  const t = useTranslations('conversations');
  const { view, tab, serviceId, labelId, q } = useInboxPlace();
  const service = useServiceOf(serviceId);
  const label = useSession().labels.find(({ id }) => id === labelId);
  const [drawer, setDrawer] = useState(false);
  const [creating, setCreating] = useState(false);
  const newButton = useRef<HTMLButtonElement>(null);
  const { data: counts } = useQuery(countsOptions(useApiClient()));
  const count = service ? counts?.services[service.id] : view === 'all' ? undefined : counts?.views[view];
  return (
    <>
      <header className={classes.head}>
        <ActionIcon className={classes.menu} aria-label={t('list.menu')} onClick={() => setDrawer(true)}>
          <IconMenu2 size={18} stroke={1.75} />
        </ActionIcon>
        <h1 className={classes.title}>
          {q ? t('list.results') : (service?.name ?? label?.name ?? t(`views.${view}`))}
        </h1>
        {count && !q ? (
          <span className={classes.count}>
            {count > BADGE_LIMIT ? t('moreThan', { limit: BADGE_LIMIT }) : count}
          </span>
        ) : null}
        <span className={classes.connection}>{connection}</span>
        <NewMenu button={newButton} onCreate={() => setCreating(true)} />
      </header>
      {q ? (
        results
      ) : (
        <>
          <ListTabs />
          <ConversationRows
            key={`${view} ${tab} ${serviceId} ${labelId}`}
            place={{ view, tab, serviceId, labelId }}
            onCreate={() => setCreating(true)}
          />
        </>
      )}
      {creating && (
        <CreateConversation
          onCreated={() => setCreating(false)}
          onCancel={() => {
            setCreating(false);
            newButton.current?.focus();
          }}
        />
      )}
      {drawer && <PlacesDrawer connection={connection} onClose={() => setDrawer(false)} />}
    </>
  );
}

/** The + of the manual (item 46). When it cannot be used it stays, and says why and who can change that. */
function NewMenu({ button, onCreate }: { button: Ref<HTMLButtonElement>; onCreate: () => void }) {
  const t = useTranslations('conversations.list');
  const { createBlocked } = useSession();
  useAction({
    id: 'conversation.create',
    label: t('create'),
    group: 'navigation',
    keys: 'c',
    disabledReason: createBlocked && `${createBlocked.message} ${createBlocked.fix}`,
    run: onCreate,
  });
  const target = (
    <Button ref={button} leftSection={<IconPlus size={16} stroke={2} />} className={classes.new}>
      {t('new')}
    </Button>
  );
  return (
    <LazyMenu button={target} preload={loadNew}>
      <NewItems button={target} />
    </LazyMenu>
  );
}
