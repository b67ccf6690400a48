'use client';

import { useEffect, useState } from 'react';

/** The country of a stored number, ISO 3166-1 alpha-2; null until the numbering plans are loaded, or if none. */
export function useCountryOf(number: string): string | null {
  const [found, setFound] = useState<{ number: string; country: string | null } | null>(null);
  useEffect(() => {
    let here = true;
    void import('@/server/domain/numbers/read-phone-number').then(({ readPhoneNumber }) => {
      const reading = readPhoneNumber(number);
      if (here) setFound({ number, country: reading.ok ? reading.country : null });
    });
    return () => {
      here = false;
    };
  }, [number]);
  return found?.number === number ? found.country : null;
}
