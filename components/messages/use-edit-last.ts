'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { useAction } from '../shared/actions';
import { useApiClient } from '../shared/api';
import { scheduledKey } from '../shared/query-keys';
import type { DraftKeeper } from './draft-keeper';
import { useRewriting } from './rewriting';
import { useLatestFailed } from './use-latest-failed';
import { useScheduling } from './use-scheduling';

/**
 * Takes what was written last and has not gone back into the text box: the newest text for later, else the
 * newest that failed. @returns does so; null where there is neither
 */
export function useEditLast(conversation: ConversationView, keeper: DraftKeeper): (() => void) | null {
  const t = useTranslations('messages.composer');
  const client = useApiClient();
  const { id: conversationId, scheduledCount } = conversation;
  const { writeAnew } = useScheduling(conversationId);
  const { rewrite } = useRewriting();
  const failed = useLatestFailed(conversationId);
  const { data = [] } = useQuery({
    queryKey: scheduledKey(conversationId),
    queryFn: () => client.scheduled.list.query({ conversationId }),
    enabled: scheduledCount > 0,
  });
  // Their ids sort by age.
  const scheduled = data.toSorted((a, b) => (a.id < b.id ? 1 : -1))[0];
  const edit = () => {
    if (scheduled) void writeAnew(scheduled, keeper);
    else if (failed) rewrite(failed);
  };
  const possible = Boolean(scheduled ?? failed?.body);
  useAction({
    id: 'composer.edit-last',
    label: t('editLast'),
    group: 'composer',
    disabledReason: possible ? null : t('nothingToEdit'),
    run: edit,
  });
  return possible ? edit : null;
}
