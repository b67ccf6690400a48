'use client';

import { ActionIcon, Drawer, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconLayoutSidebarRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAction } from '../shared/actions';
import { Details } from './details';
import { useDetailsShown } from './use-details-shown';

/** As wide as the frame must be to show the panel beside the thread (inbox-frame.module.css). */
const WIDE = '(min-width: 1280px)';

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
      <Tooltip label={open ? t('head.hideDetails') : t('head.details')}>
        <ActionIcon aria-pressed={open} aria-label={t('head.details')} onClick={change}>
          <IconLayoutSidebarRight size={18} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <Drawer
        opened={!wide && over}
        onClose={() => setOver(false)}
        position="right"
        size={340}
        title={t('context.label')}
      >
        <Details conversationId={conversationId} />
      </Drawer>
    </>
  );
}
