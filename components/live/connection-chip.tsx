'use client';

import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import classes from './connection-chip.module.css';
import { useLinkStatus } from './live-provider';

/** Says in words whether this screen is up to date. */
export function ConnectionChip() {
  const t = useTranslations('live');
  const status = useLinkStatus();
  const seconds = useSecondsUntil(status.kind === 'reconnecting' ? status.retryAt : 0);
  const text =
    status.kind === 'live'
      ? t('live')
      : status.kind === 'offline'
        ? t('offline')
        : seconds > 1
          ? t('reconnectingIn', { seconds })
          : t('reconnecting');
  const hint = { live: t('liveHint'), reconnecting: t('reconnectingHint'), offline: t('offlineHint') }[
    status.kind
  ];
  return (
    <output className={classes.chip} data-kind={status.kind} title={hint}>
      <span className={classes.dot} />
      {text}
    </output>
  );
}

function useSecondsUntil(moment: number): number {
  const [now, setNow] = useState(0);
  useEffect(() => {
    setNow(Date.now());
    if (moment === 0) return;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [moment]);
  return now === 0 ? 0 : Math.max(0, Math.ceil((moment - now) / 1_000));
}
