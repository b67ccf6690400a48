'use client';

import { useFormatter } from 'use-intl';

const KILO = 1_000;

/** Says a size in bytes the way carriers and the manual count it: 1 MB is 1,000,000 bytes. */
export function useSize(): (bytes: number) => string {
  const format = useFormatter();
  return (bytes) => {
    const [value, unit] =
      bytes < KILO ? [bytes, 'B'] : bytes < KILO * KILO ? [bytes / KILO, 'kB'] : [bytes / KILO ** 2, 'MB'];
    return `${format.number(value, { maximumFractionDigits: unit === 'MB' ? 1 : 0 })} ${unit}`;
  };
}
