'use client';

import { useQuery } from '@tanstack/react-query';
import type { Preferences } from '@/server/domain/settings/preferences';
import { useApiClient } from './api';
import { preferencesOptions } from './query-keys';

/** What this person likes; undefined until it is known. */
export function usePreferences(): Preferences | undefined {
  return useQuery(preferencesOptions(useApiClient())).data;
}
