'use client';

import { Group, Radio, useMantineColorScheme } from '@mantine/core';
import { useTranslations } from 'use-intl';

const SCHEMES = ['light', 'dark', 'auto'] as const;

/** Light, dark, or as the system says; kept by this browser, since a screen is where it is looked at. */
export function AppearanceSettings() {
  const t = useTranslations('settings.appearance');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Radio.Group
      label={t('scheme')}
      description={t('schemeHint')}
      value={colorScheme}
      onChange={(value) => {
        const chosen = SCHEMES.find((scheme) => scheme === value);
        if (chosen) setColorScheme(chosen);
      }}
    >
      <Group mt={10}>
        {SCHEMES.map((scheme) => (
          <Radio key={scheme} value={scheme} label={t(scheme)} />
        ))}
      </Group>
    </Radio.Group>
  );
}
