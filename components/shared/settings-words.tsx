'use client';

import type { ReactNode } from 'react';
import { IntlProvider } from 'use-intl';
import { en } from './catalogue/en';
import { settings } from './catalogue/en/settings';

const WORDS = { ...en, settings };

/** The words of settings and notifications, which come with what is loaded later. */
export function SettingsWords({ children }: { children: ReactNode }) {
  return (
    <IntlProvider locale="en" messages={WORDS}>
      {children}
    </IntlProvider>
  );
}
