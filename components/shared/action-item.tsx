'use client';

import { Menu } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './action-item.module.css';
import { useActionState, useKeysOf } from './actions';
import { KeyCaps } from './key-caps';

/**
 * An action of the registry as a line of a menu: its words, its keys, and why it cannot be done now, as everywhere
 * else. Nothing while nobody offers it.
 */
export function ActionItem({ id, icon }: { id: string; icon: ReactNode }) {
  const action = useActionState(id);
  const keys = useKeysOf(action ?? { id });
  if (!action) return null;
  return (
    <Menu.Item
      className={classes.item}
      leftSection={icon}
      disabled={Boolean(action.disabledReason)}
      rightSection={
        keys &&
        !action.disabledReason && (
          <span aria-hidden>
            <KeyCaps keys={keys} />
          </span>
        )
      }
      onClick={action.run}
    >
      {action.label}
      {action.disabledReason && <span className={classes.reason}>{action.disabledReason}</span>}
    </Menu.Item>
  );
}
