'use client';

import { Group, Radio, Stack, useMantineColorScheme } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { Preferences } from '@/server/domain/settings/preferences';

const SCHEMES = ['light', 'dark', 'auto'] as const;
const DENSITIES = ['comfortable', 'compact'] as const;

interface AppearanceSettingsProps {
  preferences: Preferences;
  change: (change: Partial<Preferences>) => void;
}

export function AppearanceSettings({ preferences, change }: AppearanceSettingsProps) {
  return (
    <Stack gap={28}>
      <SchemeField />
      <DensityField preferences={preferences} change={change} />
    </Stack>
  );
}

/** How much of the list is seen at once; the person's own, on every device. */
function DensityField({ preferences, change }: AppearanceSettingsProps) {
  const t = useTranslations('settings.appearance');
  return (
    <Radio.Group
      label={t('density')}
      description={t('densityHint')}
      value={preferences.density}
      onChange={(value) => {
        const density = DENSITIES.find((known) => known === value);
        if (density) change({ density });
      }}
    >
      <Group mt={10}>
        {DENSITIES.map((density) => (
          <Radio key={density} value={density} label={t(density)} />
        ))}
      </Group>
    </Radio.Group>
  );
}

/** Light, dark, or as the system says; kept by this browser, since a screen is where it is looked at. */
function SchemeField() {
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
