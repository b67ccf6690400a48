'use client';

import { Button } from '@mantine/core';
import { IconSend2 } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { Uploads } from './uploads-of';
import type { ComposerVerdict } from './use-verdict';

interface SendButtonProps {
  verdict: ComposerVerdict;
  uploads: Uploads;
  /** It was pressed while files were on their way. */
  armed: boolean;
  onPress: () => void;
}

/** Says what pressing it does: how many segments, SMS, MMS or both. */
export function SendButton({ verdict, uploads, armed, onPress }: SendButtonProps) {
  const t = useTranslations('messages');
  const { allowed, plan } = verdict;
  const busy = uploads === 'busy';
  const segments = plan.texts.reduce((sum, text) => sum + text.segments, 0);
  const label = () => {
    if (armed) return t('files.whenUploaded');
    if (plan.mms.kept.length > 0) return t(segments > 0 ? 'files.sendBoth' : 'files.sendMms');
    return segments > 1 ? t('composer.sendSegments', { count: segments }) : t('composer.send');
  };
  return (
    <Button
      rightSection={<IconSend2 size={16} stroke={1.75} />}
      disabled={!busy && (!allowed || uploads === 'failed')}
      aria-pressed={busy ? armed : undefined}
      onClick={onPress}
      title={t('composer.shortcut')}
    >
      {label()}
    </Button>
  );
}
