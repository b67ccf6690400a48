'use client';

import { useEffect, useState } from 'react';
import { loadAhead } from '../ui/load-ahead';

type Format = (number: string) => string;
let loaded: Format | null = null;

/** A telephone number as people write it; as it is stored until the rules of all countries are loaded. */
export function useFormatNumber(): Format {
  const [format, setFormat] = useState<Format>(() => loaded ?? plain);
  useEffect(() => {
    if (loaded) return setFormat(() => loaded ?? plain);
    let here = true;
    loadAhead(async () => {
      const { formatNumber } = await import('@/server/domain/numbers/format-number');
      loaded = formatNumber;
      if (here) setFormat(() => formatNumber);
    });
    return () => {
      here = false;
    };
  }, []);
  return format;
}

/** The commonest shape, so that most numbers do not change before somebody's eyes. */
function plain(number: string): string {
  const american = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  return american ? `+1 ${american[1]} ${american[2]} ${american[3]}` : number;
}
