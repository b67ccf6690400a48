'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import { showToast } from '../shared/toast';
import { useOfferUndo } from '../shared/undo';

type Step = (row: ConversationView) => Promise<unknown>;
type Wanted = { state: 'open' | 'done' } | { state: 'snoozed'; until: string | null };

/**
 * Does one thing with many conversations, one after the other: each by the verb that does it with one, so that
 * each has its own permission and its own line. What could not be done is told; one Undo takes all back.
 * @param onDone when there is nothing more to do
 */
export function useBulk(rows: readonly ConversationView[], onDone: () => void) {
  const t = useTranslations('conversations.marks');
  const { conversations } = useApiClient();
  const offerUndo = useOfferUndo();
  /** Null = at rest. */
  const [progress, setProgress] = useState<{ done: number; count: number } | null>(null);

  const each = async (list: readonly ConversationView[], step: Step, tell?: typeof setProgress) => {
    const done: ConversationView[] = [];
    let fault: string | null = null;
    for (const [index, row] of list.entries()) {
      tell?.({ done: index, count: list.length });
      try {
        await step(row);
        done.push(row);
      } catch (error) {
        fault ??= readApiError(error).message;
      }
    }
    if (fault) {
      const count = list.length - done.length;
      void showToast({ fault: true, message: t('failed', { count, reason: fault }) });
    }
    return done;
  };
  const run = async (step: Step, back: Step) => {
    const done = await each(rows, step, setProgress);
    setProgress(null);
    onDone();
    if (done.length > 0) offerUndo(t('done', { count: done.length }), () => void each(done, back));
  };
  const setState = (conversationId: string, wanted: Wanted) =>
    conversations.setState.mutate({ conversationId, ...wanted });
  const setLabels = (conversationId: string, labelIds: string[]) =>
    conversations.setLabels.mutate({ conversationId, labelIds });
  const assign = (conversationId: string, assigneeId: string | null) =>
    conversations.assign.mutate({ conversationId, assigneeId });

  return {
    progress,
    setState: (wanted: Wanted) =>
      run(
        ({ id }) => setState(id, wanted),
        ({ id, state, snoozedUntil }) =>
          setState(id, state === 'snoozed' ? { state, until: snoozedUntil } : { state }),
      ),
    assign: (assigneeId: string | null) =>
      run(
        ({ id }) => assign(id, assigneeId),
        (row) => assign(row.id, row.assigneeId),
      ),
    label: (labelId: string) =>
      run(
        ({ id, labelIds }) => setLabels(id, [...new Set([...labelIds, labelId])]),
        ({ id, labelIds }) => setLabels(id, labelIds),
      ),
  };
}
