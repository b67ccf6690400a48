'use client';

import { useTranslations } from 'use-intl';
import { tabsOf } from '@/server/domain/conversations/views';
import { useInboxPlace } from '../shared/inbox-place';
import classes from './list-tabs.module.css';

/** What of a list is shown, and in which order. Each is an address; the open conversation stays open. */
export function ListTabs() {
  const t = useTranslations('conversations.tabs');
  const { view, labelId, tab: current, go, href } = useInboxPlace();
  const tabs = tabsOf(view, labelId);
  if (tabs.length === 1) return null;
  return (
    <nav className={classes.tabs} aria-label={t('label')}>
      {tabs.map((tab) => (
        <a
          key={tab}
          href={href({ tab })}
          className={classes.tab}
          aria-current={tab === current ? 'true' : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            go({ tab });
          }}
        >
          {t(tab)}
        </a>
      ))}
    </nav>
  );
}
