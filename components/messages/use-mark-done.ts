'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { ConversationDetail, ConversationShared } from '@/server/domain/conversations/conversation';
import { mergeShared } from '@/server/domain/events/apply-event';
import { useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import { conversationKey } from '../shared/query-keys';
import { showToast } from '../shared/toast';
import { useOfferUndo } from '../shared/undo';

/** Ends the case of a conversation, open on the screen or not; it can be taken back. Never rejects. */
export function useMarkDone(): (conversationId: string) => Promise<void> {
  const t = useTranslations('messages.triage');
  const client = useApiClient();
  const queries = useQueryClient();
  const offerUndo = useOfferUndo();
  const show = (shared: ConversationShared) =>
    queries.setQueryData<ConversationDetail>(
      conversationKey(shared.id),
      (detail) => detail && mergeShared(detail, shared),
    );
  const set = async (conversationId: string, state: 'done' | 'open') => {
    try {
      show(await client.conversations.setState.mutate({ conversationId, state }));
    } catch (error) {
      void showToast({ fault: true, message: t('failed', { reason: readApiError(error).message }) });
      return;
    }
    if (state === 'done') offerUndo(t('done'), () => void set(conversationId, 'open'));
  };
  return (conversationId) => set(conversationId, 'done');
}
