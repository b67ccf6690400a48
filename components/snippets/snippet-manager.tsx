'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAction } from '../shared/actions';

const SnippetDialog = dynamic(() => import('./snippet-dialog').then((module) => module.SnippetDialog), {
  ssr: false,
});

/** The snippets' dialog, opened by its action from the palette and from the composer's menu. */
export function SnippetManager() {
  const t = useTranslations('snippets');
  const [open, setOpen] = useState(false);
  useAction({
    id: 'snippets.manage',
    label: t('manage'),
    group: 'application',
    run: () => setOpen(true),
  });
  return open ? <SnippetDialog onClose={() => setOpen(false)} /> : null;
}
