'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { MessageView } from '@/server/domain/messages/message';
import { useApiClient } from '../shared/api';
import { placeInThread } from './place-in-thread';

/** Sends the content of a message that did not go again, once however often it is asked for. */
export function useRetry({ id: messageId }: Pick<MessageView, 'id'>) {
  const client = useApiClient();
  const queries = useQueryClient();
  // One id however often it is tried: should an answer be lost, nothing is sent twice.
  const [id] = useState(uuidv7);
  return useMutation({
    mutationFn: () => client.messages.retry.mutate({ id, messageId }),
    onSuccess: (stored) => placeInThread(queries, stored),
  });
}
