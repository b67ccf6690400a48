'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Preferences } from '@/server/domain/settings/preferences';
import { useApiClient } from '../shared/api';
import { preferencesKey } from '../shared/query-keys';

/**
 * Saves a change at once and shows it before the server has answered. One save after the other, so that the
 * last click is what stays; news of former ones is not heard meanwhile (apply-news).
 */
export function useChangePreferences(onFault: () => void): (change: Partial<Preferences>) => void {
  const client = useApiClient();
  const queries = useQueryClient();
  const { mutate } = useMutation({
    mutationKey: preferencesKey,
    scope: { id: 'preferences' },
    mutationFn: (preferences: Preferences) => client.settings.save.mutate(preferences),
    onError: () => {
      void queries.invalidateQueries({ queryKey: preferencesKey });
      onFault();
    },
  });
  return (change) => {
    const before = queries.getQueryData<Preferences>(preferencesKey);
    if (!before) return;
    const after = { ...before, ...change };
    queries.setQueryData(preferencesKey, after);
    mutate(after);
  };
}
