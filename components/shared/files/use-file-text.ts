'use client';

import { useQuery } from '@tanstack/react-query';
import { fileAddress } from './file-address';

/** What a file says, when it is text; null until it is here, or when it cannot be had. A file never changes. */
export function useFileText(fileId: string): string | null {
  const { data = null } = useQuery({
    queryKey: ['file text', fileId],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const answer = await fetch(fileAddress(fileId));
      return answer.ok ? answer.text() : null;
    },
  });
  return data;
}
