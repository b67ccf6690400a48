'use client';

import { ActionIcon, Button, Drawer, Menu } from '@mantine/core';
import { IconMenu2, IconMessagePlus, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { type ReactNode, type Ref, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { BADGE_LIMIT } from '@/server/domain/conversations/views';
import { useAction } from '../shared/actions';
import { useApiClient } from '../shared/api';
import { useInboxPlace } from '../shared/inbox-place';
import { countsOptions } from '../shared/query-keys';
import { useServiceOf, useSession } from '../shared/session';
import { AccountMenu } from './account-menu';
import classes from './conversation-list.module.css';
import { ConversationRows } from './conversation-rows';
import { ContactsLink, HandsetsLink, PlaceList } from './rail';

// The rules of all countries' numbers come with it: only when somebody wants to create one.
const CreateConversation = dynamic(
  () => import('./create-conversation').then((module) => module.CreateConversation),
  {
    ssr: false,
  },
);

/** The list of one view: its head, and the conversations. */
export function ConversationList({ connection }: { connection: ReactNode }) {
  const t = useTranslations('conversations');
  const { view, serviceId, labelId } = useInboxPlace();
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
        <h1 className={classes.title}>{service?.name ?? label?.name ?? t(`views.${view}`)}</h1>
        {count ? (
          <span className={classes.count}>
            {count > BADGE_LIMIT ? t('moreThan', { limit: BADGE_LIMIT }) : count}
          </span>
        ) : null}
        <span className={classes.connection}>{connection}</span>
        <NewMenu button={newButton} onCreate={() => setCreating(true)} />
      </header>
      <ConversationRows
        key={`${view} ${serviceId} ${labelId}`}
        place={{ view, serviceId, labelId }}
        onCreate={() => setCreating(true)}
      />
      {creating && (
        <CreateConversation
          onCreated={() => setCreating(false)}
          onCancel={() => {
            setCreating(false);
            newButton.current?.focus();
          }}
        />
      )}
      <Drawer opened={drawer} onClose={() => setDrawer(false)} size={280} title="Waggle">
        <div className={classes.drawer}>
          <PlaceList onGo={() => setDrawer(false)} />
          <ContactsLink />
          <HandsetsLink />
          <div className={classes.drawerFoot}>
            <AccountMenu />
            {connection}
          </div>
        </div>
      </Drawer>
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
  return (
    <Menu position="bottom-end" width={createBlocked ? 290 : 230}>
      <Menu.Target>
        <Button ref={button} leftSection={<IconPlus size={16} stroke={2} />} className={classes.new}>
          {t('new')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconMessagePlus size={16} stroke={1.75} />}
          disabled={createBlocked !== null}
          onClick={onCreate}
        >
          {t('create')}
        </Menu.Item>
        {createBlocked && (
          <Menu.Label>
            {createBlocked.message} {createBlocked.fix}
          </Menu.Label>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
