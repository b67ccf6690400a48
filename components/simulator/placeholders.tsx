'use client';

import { Button } from '@mantine/core';
import { IconDeviceMobile, IconDeviceMobileOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { NewHandset } from './new-handset';
import classes from './placeholders.module.css';

/** A few words in the middle of a pane, and one thing to do. */
export function Placeholder(props: { icon: ReactNode; title: string; hint?: string; children?: ReactNode }) {
  return (
    <div className={classes.placeholder}>
      <span className={classes.icon}>{props.icon}</span>
      <h2 className={classes.title}>{props.title}</h2>
      {props.hint && <p className={classes.hint}>{props.hint}</p>}
      {props.children}
    </div>
  );
}

export function NoHandsets({ onMade }: { onMade: (handsetId: string) => void }) {
  const t = useTranslations('simulator');
  return (
    <Placeholder
      icon={<IconDeviceMobile size={32} stroke={1.5} />}
      title={t('noHandsets')}
      hint={t('noHandsetsHint')}
    >
      <NewHandset onMade={onMade} />
    </Placeholder>
  );
}

export function NotLoaded({ again }: { again: () => void }) {
  const t = useTranslations('simulator');
  return (
    <Placeholder icon={<IconDeviceMobileOff size={32} stroke={1.5} />} title={t('failed')}>
      <Button variant="default" onClick={again}>
        {t('again')}
      </Button>
    </Placeholder>
  );
}
