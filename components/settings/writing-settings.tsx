'use client';

import { Group, Radio } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { SectionProps } from './settings-dialog';

const CHOICES = [0, 5, 10] as const;

/** How long a message waits for its writer to think again. */
export function WritingSettings({ preferences: { sendUndoSeconds }, change }: SectionProps) {
  const t = useTranslations('settings.writing');
  return (
    <Radio.Group
      label={t('undo')}
      description={t('undoHint')}
      value={String(sendUndoSeconds)}
      onChange={(value) => {
        const chosen = CHOICES.find((seconds) => String(seconds) === value);
        if (chosen !== undefined) change({ sendUndoSeconds: chosen });
      }}
    >
      <Group mt={10}>
        {CHOICES.map((seconds) => (
          <Radio
            key={seconds}
            value={String(seconds)}
            label={seconds === 0 ? t('atOnce') : t('seconds', { seconds })}
          />
        ))}
      </Group>
    </Radio.Group>
  );
}
