'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ActionPreferences, useAction, useTypedAhead } from '../shared/actions';
import { usePreferences } from '../shared/preferences';
import { loadAhead } from '../ui/load-ahead';

// Nothing of them is needed before somebody asks.
const loadPalette = () => import('./palette');
const Palette = dynamic(() => loadPalette().then((module) => module.Palette), { ssr: false });
const ShortcutSheet = dynamic(() => import('./shortcut-sheet').then((module) => module.ShortcutSheet), {
  ssr: false,
});

/** Long after the first paint, before anybody has read the first line. */
const PREFETCH_AFTER_MS = 3_000;

/** What can be done everywhere: find anything, see the keys. */
export function ApplicationActions() {
  const t = useTranslations('palette');
  const [open, setOpen] = useState<'palette' | 'services' | 'keys' | null>(null);
  const ahead = useTypedAhead();
  const openPalette = (kind: 'palette' | 'services') => {
    ahead.begin();
    setOpen(kind);
  };
  // Once the page is of use, so that the first time is as quick as any other.
  useEffect(() => {
    const timer = setTimeout(() => loadAhead(loadPalette), PREFETCH_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  useAction({
    id: 'application.palette',
    label: t('open'),
    group: 'application',
    keys: 'mod+k',
    whileTyping: true,
    // Pressed again it closes.
    run: () => (open === 'palette' ? setOpen(null) : openPalette('palette')),
  });
  useAction({
    id: 'application.search',
    label: t('search'),
    group: 'application',
    keys: '/',
    run: () => openPalette('palette'),
  });
  useAction({
    id: 'navigation.service',
    label: t('byService'),
    group: 'navigation',
    keys: 's',
    run: () => openPalette('services'),
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
