'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

/** Which handset is open and whom it writes to. It stands in the address, so that "back" works on a phone. */
export interface SimulatorPlace {
  handsetId: string | null;
  /** One of our numbers, E.164. */
  to: string | null;
}

export function useSimulatorPlace() {
  const search = useSearchParams();
  const place: SimulatorPlace = { handsetId: search.get('handset'), to: search.get('to') };
  const go = useCallback(({ handsetId, to }: SimulatorPlace) => {
    const parts = new URLSearchParams();
    if (handsetId) parts.set('handset', handsetId);
    if (to) parts.set('to', to);
    const query = parts.toString();
    window.history.pushState(null, '', `/simulator${query ? `?${query}` : ''}`);
  }, []);
  return { ...place, go };
}
