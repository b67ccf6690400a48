'use client';

import { useTranslations } from 'use-intl';
import { CardPage } from '../ui/card-page';
import { WriteToForm } from './write-to-form';

/** The page behind links that begin a text: whom to write to, and from which number of ours. */
export function Compose({ to }: { to: string }) {
  const t = useTranslations('direct');
  return (
    <CardPage title={t('writeTo')}>
      <WriteToForm
        to={to}
        choose
        onOpened={(conversationId) => window.location.assign(`/inbox/${conversationId}`)}
        onCancel={() => window.location.assign('/inbox')}
      />
    </CardPage>
  );
}
