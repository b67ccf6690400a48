'use client';

import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { BADGE_LIMIT } from '@/server/domain/conversations/views';
import { useApiClient } from '../shared/api';
import { NewLabel } from '../shared/labels/new-label';
import { countsOptions } from '../shared/query-keys';
import { useSession } from '../shared/session';
import classes from './label-manager.module.css';
import { LabelRow } from './label-row';

/** All labels of the organization: their names, colours, and how many conversations have them. */
export function LabelManager({ onClose }: { onClose: () => void }) {
  const t = useTranslations('conversations.labelDialog');
  const { labels } = useSession();
  const { data: counts } = useQuery(countsOptions(useApiClient()));
  const [opened, setOpened] = useState(true);
  const where = (id: string) => {
    const count = counts?.labels[id] ?? 0;
    return count > BADGE_LIMIT ? t('countMore', { limit: BADGE_LIMIT }) : t('count', { count });
  };
  return (
    <Modal
      opened={opened}
      onClose={() => setOpened(false)}
      onExitTransitionEnd={onClose}
      title={t('title')}
      size={460}
    >
      {labels.length === 0 && <p className={classes.none}>{t('none')}</p>}
      <ul className={classes.list}>
        {labels.map((label) => (
          <LabelRow key={label.id} label={label} where={where(label.id)} />
        ))}
      </ul>
      <NewLabel focused />
    </Modal>
  );
}
