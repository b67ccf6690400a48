'use client';

import { Drawer } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Details } from './details';

/** The details over the thread, where there is no room beside it. */
export function DetailsDrawer({ conversationId, onClose }: { conversationId: string; onClose: () => void }) {
  const t = useTranslations('messages.context');
  return (
    <Drawer opened onClose={onClose} position="right" size={340} title={t('label')}>
      <Details conversationId={conversationId} />
    </Drawer>
  );
}
