'use client';

import { IconArrowLeft } from '@tabler/icons-react';
import Link from 'next/link';
import { type ReactNode, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import type { HandsetSummary } from '@/server/domain/simulator/handset';
import classes from './handset-list.module.css';
import { HandsetRow } from './handset-row';
import { NewHandset } from './new-handset';
import { useSeen } from './use-seen';

interface HandsetListProps {
  handsets: readonly HandsetSummary[];
  /** The handset on the stage; null when there is none at all. */
  openId: string | null;
  /** Whether somebody chose it; else it is only the first one, and a phone shows the list. */
  chosen: boolean;
  onOpen: (handsetId: string) => void;
  connection: ReactNode;
}

/** All handsets, the one that was active last on top. */
export function HandsetList({ handsets, openId, chosen, onOpen, connection }: HandsetListProps) {
  const t = useTranslations('simulator');
  const { isNews, markSeen } = useSeen();
  const shown = handsets.find(({ id }) => id === openId)?.lastMessage;
  useEffect(() => {
    if (chosen && openId && shown) markSeen(openId, shown.id);
  }, [chosen, openId, shown, markSeen]);

  return (
    <nav className={classes.list} aria-label={t('title')}>
      <header className={classes.head}>
        <h1 className={classes.title}>{t('title')}</h1>
        <NewHandset onMade={onOpen} />
      </header>
      <ul className={classes.rows}>
        {handsets.map((handset) => {
          const { lastMessage } = handset;
          const isOpen = handset.id === openId;
          const unread = !isOpen && lastMessage !== null && isNews(lastMessage);
          return (
            <li key={handset.id}>
              <HandsetRow handset={handset} isOpen={isOpen} chosen={chosen} unread={unread} onOpen={onOpen} />
            </li>
          );
        })}
      </ul>
      <footer className={classes.foot}>
        <Link className={classes.back} href="/inbox">
          <IconArrowLeft size={18} stroke={1.75} aria-hidden />
          {t('toInbox')}
        </Link>
        {connection}
      </footer>
    </nav>
  );
}
