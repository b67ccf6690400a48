'use client';

import { useTranslations } from 'use-intl';
import { useAction } from '../shared/actions';
import { usePreferences } from '../shared/preferences';
import { showToast } from '../shared/toast';
import { useChangePreferences } from './use-change-preferences';

/** Makes the list compact, or comfortable again, without a way through the settings. */
export function DensityAction() {
  const t = useTranslations('conversations.account');
  const density = usePreferences()?.density ?? 'comfortable';
  const other = density === 'compact' ? 'comfortable' : 'compact';
  const change = useChangePreferences(() => void showToast({ message: t('notSaved'), fault: true }));
  useAction({
    id: 'application.density',
    label: t(other),
    group: 'application',
    run: () => change({ density: other }),
  });
  return null;
}
