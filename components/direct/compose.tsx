'use client';

import { useTranslations } from 'use-intl';
import { Logo } from '../ui/logo';
import classes from './compose.module.css';
import { WriteToForm } from './write-to-form';

/** The page behind links that begin a text: whom to write to, and from which number of ours. */
export function Compose({ to }: { to: string }) {
  const t = useTranslations('direct');
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <Logo size={28} />
        <h1 className={classes.title}>{t('writeTo')}</h1>
        <WriteToForm
          to={to}
          choose
          onOpened={(conversationId) => window.location.assign(`/inbox/${conversationId}`)}
          onCancel={() => window.location.assign('/inbox')}
        />
      </div>
    </main>
  );
}
