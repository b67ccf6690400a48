'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAction } from '../shared/actions';
import { DensityAction } from './density-action';

const SettingsDialog = dynamic(() => import('./settings-dialog').then((module) => module.SettingsDialog), {
  ssr: false,
});

/** What is mine to set, opened by its action from the account menu, the palette and its keys. */
export function SettingsOpener() {
  const t = useTranslations('conversations.account');
  const [open, setOpen] = useState(false);
  useAction({
    id: 'application.settings',
    label: t('settings'),
    group: 'application',
    keys: 'g ,',
    run: () => setOpen(true),
  });
  return (
    <>
      <DensityAction />
      {open && <SettingsDialog onClose={() => setOpen(false)} />}
    </>
  );
}
