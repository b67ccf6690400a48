'use client';

import { Menu } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslations } from 'use-intl';
import { useSession } from '../shared/session';

/** What can be begun. What cannot be used stays, and says why and who can change that. */
export function NewItems({ button, onCreate }: { button: ReactElement; onCreate: () => void }) {
  const t = useTranslations('conversations.list');
  const { createBlocked } = useSession();
  return (
    <Menu defaultOpened position="bottom-end" width={createBlocked ? 290 : 230}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconMessagePlus size={16} stroke={1.75} />}
          disabled={createBlocked !== null}
          onClick={onCreate}
        >
          {t('create')}
        </Menu.Item>
        {createBlocked && (
          <Menu.Label>
            {createBlocked.message} {createBlocked.fix}
          </Menu.Label>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
