'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAction } from '../shared/actions';
import { useSession } from '../shared/session';
import { showToast } from '../shared/toast';

// The rules of all countries' numbers come with it: only when somebody wants to write.
const NewDirect = dynamic(() => import('./new-direct').then((module) => module.NewDirect), { ssr: false });

/** Only some browsers have it, and only at a secure address. */
function canTakeLinks(): boolean {
  return typeof navigator !== 'undefined' && 'registerProtocolHandler' in navigator;
}

/** Writing from one's own number, and letting the browser bring sms: links here. */
export function DirectActions() {
  const t = useTranslations('direct');
  const { directBlocked } = useSession();
  const [open, setOpen] = useState(false);
  useAction({
    id: 'direct.create',
    label: t('create'),
    group: 'navigation',
    keys: 'shift+c',
    disabledReason: directBlocked && `${directBlocked.message} ${directBlocked.fix}`,
    run: () => setOpen(true),
  });
  useAction({
    id: 'direct.smsLinks',
    label: t('smsLinks'),
    group: 'application',
    disabledReason: canTakeLinks() ? null : t('smsLinksNot'),
    run: () => {
      navigator.registerProtocolHandler('sms', `${window.location.origin}/compose?to=%s`);
      void showToast({ message: t('smsLinksAsked') });
    },
  });
  return open ? <NewDirect onClose={() => setOpen(false)} /> : null;
}
