'use client';

import { useLocalStorage } from '@mantine/hooks';
import { useCallback } from 'react';

/** Whether the context panel is open; remembered on this device and the same in every part of the page. */
export function useDetailsShown(): [boolean, () => void] {
  const [shown, setShown] = useLocalStorage({ key: 'waggle.details', defaultValue: true });
  const toggle = useCallback(() => setShown((before) => !before), [setShown]);
  return [shown, toggle];
}
