'use client';

import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconMessage, IconPhone } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { CallView } from '@/server/domain/calls/call';
import { reasonsAgainstTexting } from '@/server/domain/sending/service-conversations-blocked';
import { useFormatNumber } from '../shared/customer-number';
import { useOpenDirect } from '../shared/open-direct';
import { useSession } from '../shared/session';
import classes from './call-bar.module.css';
import { callTime } from './call-time';

/** Whom one talks to, for how long, and "Other", as on a telephone: Two-Way SMS to the other side (item 30). */
export function CallBar({ call }: { call: CallView }) {
  const t = useTranslations('calls');
  const formatNumber = useFormatNumber();
  const name = call.peerName ?? (call.peer ? formatNumber(call.peer) : t('withheld'));
  const ringing = call.direction === 'in' ? 'ringingIn' : 'ringingOut';
  return (
    <section className={classes.bar} aria-label={t('label')}>
      <IconPhone size={16} stroke={2} aria-hidden />
      <p className={classes.words}>
        <output>{t(call.state === 'answered' ? 'answered' : ringing, { name })}</output>
        {call.answeredAt && <Lasting since={call.answeredAt} />}
      </p>
      <OtherMenu peer={call.peer} />
    </section>
  );
}

function OtherMenu({ peer }: { peer: string | null }) {
  const t = useTranslations('calls');
  const open = useOpenDirect();
  const blocked = useBlocked(peer);
  return (
    <Menu position="bottom-end" width={blocked ? 280 : 200}>
      <Menu.Target>
        <Button size="compact-sm" variant="default" rightSection={<IconChevronDown size={14} />}>
          {t('other')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconMessage size={16} stroke={1.75} />}
          disabled={blocked !== null}
          onClick={() => peer && void open(peer)}
        >
          {t('twoWaySms')}
        </Menu.Item>
        {blocked && <Menu.Label>{blocked}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Why the other side cannot be texted, and who can change that. */
function useBlocked(peer: string | null): string | null {
  const t = useTranslations('calls');
  const { organization, directBlocked } = useSession();
  const [reason] = reasonsAgainstTexting('inCallTexting', organization);
  const blocked = reason ? { message: reason.message, fix: reason.fix.where } : directBlocked;
  if (blocked) return `${blocked.message} ${blocked.fix}`;
  return peer ? null : t('noNumber');
}

function Lasting({ since }: { since: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <>
      <span aria-hidden>·</span>
      <span className={classes.time} role="timer">
        {callTime(now - Date.parse(since))}
      </span>
    </>
  );
}
