'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAction } from '../shared/actions';

const BlockedDialog = dynamic(() => import('./blocked-dialog').then((module) => module.BlockedDialog), {
  ssr: false,
});

/** The block log, opened by its action from the account menu and the palette. */
export function BlockedOpener() {
  const t = useTranslations('conversations.account');
  const [open, setOpen] = useState(false);
  useAction({
    id: 'application.blocked',
    label: t('blocked'),
    group: 'application',
    run: () => setOpen(true),
  });
  return open ? <BlockedDialog onClose={() => setOpen(false)} /> : null;
}
