'use client';

import { ActionIcon } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconLayoutSidebarRight } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAction } from '../shared/actions';
import { useDetailsShown } from './use-details-shown';

/** As wide as the frame must be to show the panel beside the thread (inbox-frame.module.css). */
const WIDE = '(min-width: 1280px)';

const DetailsDrawer = dynamic(() => import('./details-drawer').then((module) => module.DetailsDrawer), {
  ssr: false,
});

/** Shows and hides what else is known: beside the thread, or over it where there is no room. */
export function DetailsButton({ conversationId }: { conversationId: string }) {
  const t = useTranslations('messages');
  const wide = useMediaQuery(WIDE, true);
  const [shown, toggle] = useDetailsShown();
  const [over, setOver] = useState(false);
  const open = wide ? shown : over;
  const change = () => (wide ? toggle() : setOver((before) => !before));
  useAction({
    id: 'conversation.details',
    label: t('head.details'),
    group: 'conversation',
    keys: ']',
    run: change,
  });
  return (
    <>
      <ActionIcon
        aria-pressed={open}
        aria-label={t('head.details')}
        title={open ? t('head.hideDetails') : t('head.details')}
        onClick={change}
      >
        <IconLayoutSidebarRight size={18} stroke={1.75} />
      </ActionIcon>
      {!wide && over && <DetailsDrawer conversationId={conversationId} onClose={() => setOver(false)} />}
    </>
  );
}
