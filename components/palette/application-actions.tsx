'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { ActionPreferences, useAction } from '../shared/actions';
import { usePreferences } from '../shared/preferences';

// Nothing of them is needed before somebody asks.
const Palette = dynamic(() => import('./palette').then((module) => module.Palette), { ssr: false });
const ShortcutSheet = dynamic(() => import('./shortcut-sheet').then((module) => module.ShortcutSheet), {
  ssr: false,
});

/** What can be done everywhere: find anything, see the keys. */
export function ApplicationActions() {
  const t = useTranslations('palette');
  const [open, setOpen] = useState<'palette' | 'services' | 'keys' | null>(null);
  useAction({
    id: 'application.palette',
    label: t('open'),
    group: 'application',
    keys: 'mod+k',
    whileTyping: true,
    // Pressed again it closes.
    run: () => setOpen((before) => (before === 'palette' ? null : 'palette')),
  });
  useAction({
    id: 'application.search',
    label: t('search'),
    group: 'application',
    keys: '/',
    run: () => setOpen('palette'),
  });
  useAction({
    id: 'navigation.service',
    label: t('byService'),
    group: 'navigation',
    keys: 's',
    run: () => setOpen('services'),
  });
  useAction({
    id: 'application.keys',
    label: t('keys'),
    group: 'application',
    keys: '?',
    run: () => setOpen('keys'),
  });
  const preferences = usePreferences();
  const close = () => setOpen(null);
  return (
    <>
      {preferences && <ActionPreferences value={preferences.shortcuts} />}
      {open === 'palette' && <Palette onClose={close} />}
      {open === 'services' && <Palette only="services" onClose={close} />}
      {open === 'keys' && <ShortcutSheet onClose={close} />}
    </>
  );
}
