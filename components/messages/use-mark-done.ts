'use client';

import { useTranslations } from 'use-intl';
import { useApiClient } from '../shared/api';
import { useTriageRun } from '../shared/use-triage';

/** Ends the case of a conversation, open on the screen or not; it can be taken back. Never rejects. */
export function useMarkDone(): (conversationId: string) => Promise<void> {
  const t = useTranslations('messages.triage');
  const { conversations } = useApiClient();
  const run = useTriageRun();
  return (conversationId) =>
    run(conversations.setState.mutate({ conversationId, state: 'done' }), t('done'), () =>
      conversations.setState.mutate({ conversationId, state: 'open' }),
    );
}
