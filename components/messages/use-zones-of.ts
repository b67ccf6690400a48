'use client';

import { useEffect, useState } from 'react';
import { loadAhead } from '../ui/load-ahead';
import { zonesOfCountry } from './local-time';

const NONE: readonly string[] = [];

/**
 * The time zones that a stored number's owner may live in: of its area code, else of its country. None until the
 * numbering plans are loaded, and for senders that are no numbers.
 */
export function useZonesOf(number: string): readonly string[] {
  const [found, setFound] = useState({ number: '', zones: NONE });
  useEffect(() => {
    let here = true;
    loadAhead(async () => {
      const zones = await loadZones(number);
      if (here) setFound({ number, zones });
    });
    return () => {
      here = false;
    };
  }, [number]);
  return found.number === number ? found.zones : NONE;
}

async function loadZones(number: string): Promise<readonly string[]> {
  const [{ zoneOfAreaCode }, { readPhoneNumber }] = await Promise.all([
    import('@/server/domain/numbers/area-code-zones'),
    import('@/server/domain/numbers/read-phone-number'),
  ]);
  const zone = zoneOfAreaCode(number);
  if (zone) return [zone];
  const reading = readPhoneNumber(number);
  return reading.ok && reading.country ? zonesOfCountry(reading.country) : NONE;
}
