'use client';

import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { AccountMenu } from './account-menu';
import classes from './conversation-list.module.css';
import { ContactsLink, HandsetsLink, PlaceList } from './rail';

/** The rail where there is no room for one. */
export function PlacesDrawer({ connection, onClose }: { connection: ReactNode; onClose: () => void }) {
  return (
    <Drawer opened onClose={onClose} size={280} title="Waggle">
      <div className={classes.drawer}>
        <PlaceList onGo={onClose} />
        <ContactsLink />
        <HandsetsLink />
        <div className={classes.drawerFoot}>
          <AccountMenu />
          {connection}
        </div>
      </div>
    </Drawer>
  );
}
