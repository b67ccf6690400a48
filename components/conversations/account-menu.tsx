'use client';

import { UnstyledButton } from '@mantine/core';
import { lazy } from 'react';
import { useTranslations } from 'use-intl';
import { useSession } from '../shared/session';
import { PersonAvatar } from '../ui/avatar';
import { LazyMenu } from '../ui/lazy-menu';
import classes from './account-menu.module.css';

const loadItems = () => import('./account-items');
const AccountItems = lazy(() => loadItems().then((module) => ({ default: module.AccountItems })));

/** Who I am; and behind it, what is mine to set. */
export function AccountMenu() {
  const t = useTranslations('conversations');
  const { user } = useSession();
  const button = (
    <UnstyledButton className={classes.me} aria-label={t('account.menu')}>
      <PersonAvatar name={user.name} size={28} />
      <span className={classes.name}>{user.name}</span>
    </UnstyledButton>
  );
  return (
    <LazyMenu button={button} preload={loadItems}>
      <AccountItems button={button} />
    </LazyMenu>
  );
}
