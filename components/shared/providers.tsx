'use client';

import { MantineProvider, mergeThemeOverrides } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { type ReactNode, useState } from 'react';
import { IntlProvider } from 'use-intl';
import { cssVariablesResolver, theme } from '../ui/theme';
import { ActionsProvider } from './actions';
import { ApiProvider } from './api';
import { readApiError } from './api-error';
import { en } from './catalogue/en';
import { PaletteSourcesProvider } from './palette-sources';
import { UndoProvider } from './undo';

const Notifications = dynamic(() => import('@mantine/notifications').then((module) => module.Notifications), {
  ssr: false,
});

/** The words that the component library needs for buttons of its own. */
const closing = { defaultProps: { closeButtonProps: { 'aria-label': en.frame.close } } };
const namedTheme = mergeThemeOverrides(theme, {
  components: { Modal: closing, Drawer: closing, Notification: closing },
});

/** What every page stands in. `nonce` is the page's own, which the Content-Security-Policy lets through. */
export function Providers({ nonce, children }: { nonce: string; children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  return (
    <MantineProvider
      theme={namedTheme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      getStyleNonce={() => nonce}
    >
      <QueryClientProvider client={queryClient}>
        <ApiProvider>
          <IntlProvider locale="en" messages={en} timeZone="UTC">
            <ActionsProvider>
              <UndoProvider>
                <PaletteSourcesProvider>
                  <Notifications position="bottom-left" limit={3} autoClose={5_000} />
                  {children}
                </PaletteSourcesProvider>
              </UndoProvider>
            </ActionsProvider>
          </IntlProvider>
        </ApiProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}

function createQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // News patches the caches; asking again is for when the stream was interrupted.
        staleTime: 5 * 60_000,
        gcTime: 30 * 60_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 3 && readApiError(error).offline,
        retryDelay: (attempt) => Math.min(500 * 2 ** attempt, 5_000),
      },
      mutations: { networkMode: 'always' },
    },
  });
}
