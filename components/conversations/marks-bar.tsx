'use client';

import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { licenceSuffices } from '@/server/domain/users/roles';
import { usePeople, useSession } from '../shared/session';
import { SnoozePopover } from '../shared/snooze-popover';
import classes from './marks-bar.module.css';
import { useBulk } from './use-bulk';
import type { Marks } from './use-marks';

/** What can be done with all marked conversations at once. */
export function MarksBar({ marks }: { marks: Marks }) {
  const t = useTranslations('conversations.marks');
  const { labels } = useSession();
  const bulk = useBulk(marks.rows, marks.clear);
  const members = useCommonMembers(marks);
  if (bulk.progress) {
    return <output className={classes.bar}>{t('progress', bulk.progress)}</output>;
  }
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('label')}>
      <span className={classes.count}>{t('count', { count: marks.rows.length })}</span>
      <Button size="compact-sm" variant="default" onClick={() => bulk.setState({ state: 'done' })}>
        {t('markDone')}
      </Button>
      <Choice name={t('assign')}>
        <Menu.Label className={classes.who}>
          {members.length > 0 ? t('assignWho') : t('noCommonMember')}
        </Menu.Label>
        {members.map(({ id, name }) => (
          <Menu.Item key={id} onClick={() => bulk.assign(id)}>
            {name}
          </Menu.Item>
        ))}
        {members.length > 0 && <Menu.Divider />}
        <Menu.Item onClick={() => bulk.assign(null)}>{t('unassign')}</Menu.Item>
      </Choice>
      <Choice name={t('addLabel')} disabled={labels.length === 0} reason={t('noLabels')}>
        {labels.map(({ id, name, color }) => (
          <Menu.Item
            key={id}
            leftSection={<i className={classes.dot} style={{ background: `var(--w-service-${color})` }} />}
            onClick={() => bulk.label(id)}
          >
            {name}
          </Menu.Item>
        ))}
      </Choice>
      <SnoozePopover
        button={
          <Button size="compact-sm" variant="default">
            {t('snooze')}
          </Button>
        }
        position="bottom-start"
        onSnooze={(until) => bulk.setState({ state: 'snoozed', until })}
      />
      <ActionIcon className={classes.clear} aria-label={t('clear')} title={t('clear')} onClick={marks.clear}>
        <IconX size={16} stroke={1.75} />
      </ActionIcon>
    </div>
  );
}

interface ChoiceProps {
  name: string;
  disabled?: boolean;
  /** Why it is disabled. */
  reason?: string;
  children: ReactNode;
}

function Choice({ name, disabled = false, reason, children }: ChoiceProps) {
  return (
    <Menu position="bottom-start" returnFocus>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="default"
          disabled={disabled}
          {...(disabled && reason ? { title: reason } : {})}
        >
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.choices}>{children}</Menu.Dropdown>
    </Menu>
  );
}

/** Whom all of the marked ones can be given to: members of each one's Service (item 60). */
function useCommonMembers({ rows }: Marks) {
  const people = usePeople();
  const { services } = useSession();
  const teams = [...new Set(rows.map(({ serviceId }) => serviceId))].map(
    (wanted) => services.find(({ id }) => id === wanted)?.memberIds ?? [],
  );
  const [first = [], ...others] = teams;
  return first
    .filter((id) => others.every((team) => team.includes(id)))
    .flatMap((id) => people.get(id) ?? [])
    .filter(({ active, licence }) => active && licenceSuffices(licence))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}
