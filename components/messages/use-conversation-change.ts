'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { ConversationDetail, ConversationShared } from '@/server/domain/conversations/conversation';
import { mergeShared } from '@/server/domain/events/apply-event';
import { readApiError } from '../shared/api-error';
import { conversationKey } from '../shared/query-keys';
import { showToast } from '../shared/toast';

/** Changes the conversation and shows the answer at once; the same news changes nothing then. */
export function useConversationChange<Input>(change: (input: Input) => Promise<ConversationShared>) {
  const t = useTranslations('messages.head');
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (shared) =>
      queries.setQueryData<ConversationDetail>(
        conversationKey(shared.id),
        (detail) => detail && mergeShared(detail, shared),
      ),
    onError: (error) =>
      void showToast({ fault: true, message: t('failed', { reason: readApiError(error).message }) }),
  });
}
