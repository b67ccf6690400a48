'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAction } from '../shared/actions';
import { useSession } from '../shared/session';

const LabelManager = dynamic(() => import('./label-manager').then((module) => module.LabelManager), {
  ssr: false,
});

/** The action that the rail, the drawer and the palette offer. */
export const MANAGE_LABELS = 'application.labels';

/** Supervisors and admins change the labels; agents only use them. */
export function LabelManagerOpener() {
  return useSession().user.role === 'agent' ? null : <Opener />;
}

function Opener() {
  const t = useTranslations('conversations');
  const [open, setOpen] = useState(false);
  useAction({ id: MANAGE_LABELS, label: t('manageLabels'), group: 'application', run: () => setOpen(true) });
  return open ? <LabelManager onClose={() => setOpen(false)} /> : null;
}
