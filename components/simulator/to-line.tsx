'use client';

import { Menu } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { ReachableNumber } from '@/server/domain/simulator/handset';
import classes from './to-line.module.css';

interface ToLineProps {
  numbers: readonly ReachableNumber[];
  number: ReachableNumber | undefined;
  onChoose: (e164: string) => void;
}

/** Whom the handset writes to: one of our numbers, by the Service that answers it. */
export function ToLine({ numbers, number, onChoose }: ToLineProps) {
  const t = useTranslations('simulator');
  if (!number) return null;
  return (
    <Menu position="bottom" width={280}>
      <Menu.Target>
        <button
          type="button"
          className={classes.line}
          aria-label={`${t('chooseNumber')}: ${nameOf(number, t('office'))}`}
        >
          <span className={classes.to}>{t('to')}</span>
          <Dot number={number} />
          <span className={classes.name}>{nameOf(number, t('office'))}</span>
          <span className={classes.number}>{number.display}</span>
          <IconChevronDown size={16} stroke={1.75} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {numbers.map((each) => (
          <Menu.Item
            key={each.e164}
            leftSection={<Dot number={each} />}
            rightSection={
              each.e164 === number.e164 ? <IconCheck size={16} stroke={1.75} aria-hidden /> : null
            }
            onClick={() => onChoose(each.e164)}
          >
            {nameOf(each, t('office'))}
            <span className={classes.itemNumber}>{each.display}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function nameOf({ service }: ReachableNumber, office: string): string {
  return service?.name ?? office;
}

function Dot({ number: { service } }: { number: ReachableNumber }) {
  const color = service ? `var(--w-service-${service.color})` : 'var(--w-faint)';
  return <span className={classes.dot} style={{ background: color }} aria-hidden />;
}
