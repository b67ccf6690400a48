'use client';

import { useQuery } from '@tanstack/react-query';
import { fileAddress } from './file-address';

/** As much as a card's facts stand in: the rest of a large one is its picture. Bytes. */
const HEAD = 262_144;

/** The beginning of what a file says, when it is text; null until it is here, or when it cannot be had. A file never changes. */
export function useFileText(fileId: string): string | null {
  const { data = null } = useQuery({
    queryKey: ['file text', fileId],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const answer = await fetch(fileAddress(fileId), { headers: { range: `bytes=0-${HEAD - 1}` } });
      return answer.ok ? answer.text() : null;
    },
  });
  return data;
}
