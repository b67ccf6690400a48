'use client';

import { useTranslations } from 'use-intl';
import { LinkButton, MessagePage } from '@/components/shared/message-page';

export default function PageError() {
  const t = useTranslations('frame');
  return (
    <MessagePage
      title={t('wrong')}
      hint={t('wrongHint')}
      action={<LinkButton href="/inbox">{t('again')}</LinkButton>}
    />
  );
}
