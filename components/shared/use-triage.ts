'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type {
  ConversationDetail,
  ConversationShared,
  ConversationView,
} from '@/server/domain/conversations/conversation';
import { mergeShared } from '@/server/domain/events/apply-event';
import { useApiClient } from './api';
import { readApiError } from './api-error';
import { conversationKey } from './query-keys';
import { usePeople } from './session';
import { showToast } from './toast';
import { useOfferUndo } from './undo';

/** A state as the verb takes it; `until` null = until the customer writes. */
export type WantedState = { state: 'open' | 'done' } | { state: 'snoozed'; until: string | null };

/** What can be done with the conversation that is open. */
export function useTriage(conversation: ConversationView): Triage {
  const triageOf = useTriageOf();
  return useMemo(() => triageOf(conversation), [triageOf, conversation]);
}

type Answer = ConversationShared | { lastReadSeq: number } | { muted: boolean };
type Run = (what: Promise<Answer>, said: string, back?: () => Promise<Answer>) => Promise<void>;

/** Waits for something that is being done with a conversation, shows its result, says what was done and offers the opposite. */
export function useTriageRun(): Run {
  const t = useTranslations('messages.triage');
  const queries = useQueryClient();
  const offerUndo = useOfferUndo();
  return useCallback<Run>(
    async (what, said, back) => {
      const show = (answer: Answer) =>
        'version' in answer &&
        queries.setQueryData<ConversationDetail>(
          conversationKey(answer.id),
          (detail) => detail && mergeShared(detail, answer),
        );
      const fault = (error: unknown) =>
        void showToast({ fault: true, message: t('failed', { reason: readApiError(error).message }) });
      try {
        show(await what);
      } catch (error) {
        return fault(error);
      }
      if (!back) return void showToast({ message: said });
      offerUndo(said, () => void back().then(show, fault));
    },
    [queries, offerUndo, t],
  );
}

/**
 * What can be done with any conversation besides writing in it. Each shows its result at once, says what was done
 * in one line, and can be taken back from there.
 */
export function useTriageOf() {
  const t = useTranslations('messages.triage');
  const client = useApiClient();
  const people = usePeople();
  const run = useTriageRun();

  return useCallback(
    (conversation: ConversationView) => {
      const { id: conversationId } = conversation;
      const { conversations } = client;
      const setState = (wanted: WantedState) => conversations.setState.mutate({ conversationId, ...wanted });
      const before: WantedState =
        conversation.state === 'snoozed'
          ? { state: 'snoozed', until: conversation.snoozedUntil }
          : { state: conversation.state };
      const assign = (assigneeId: string | null) =>
        conversations.assign.mutate({ conversationId, assigneeId });
      const setLabels = (labelIds: string[]) => conversations.setLabels.mutate({ conversationId, labelIds });
      const nameOf = (userId: string) => people.get(userId)?.name ?? '';

      return {
        assign: (assigneeId: string | null, leave = false) =>
          run(
            conversations.assign.mutate({ conversationId, assigneeId, leave }),
            assigneeId ? t('assigned', { name: nameOf(assigneeId) }) : t('unassigned'),
            leave ? undefined : () => assign(conversation.assigneeId),
          ),
        setState: (wanted: WantedState) => run(setState(wanted), t(wanted.state), () => setState(before)),
        setLabels: (labelIds: string[]) =>
          run(setLabels(labelIds), t('labelled'), () => setLabels(conversation.labelIds)),
        rename: (title: string | null) =>
          run(conversations.rename.mutate({ conversationId, title }), t('renamed'), () =>
            conversations.rename.mutate({ conversationId, title: conversation.title }),
          ),
        mute: (muted: boolean) =>
          run(conversations.mute.mutate({ conversationId, muted }), t(muted ? 'muted' : 'unmuted'), () =>
            conversations.mute.mutate({ conversationId, muted: !muted }),
          ),
        markUnread: (seq: number) =>
          run(conversations.markUnread.mutate({ conversationId, seq }), t('unread'), () =>
            conversations.markRead.mutate({ conversationId, seq: conversation.lastReadSeq }),
          ),
        markRead: () =>
          run(conversations.markRead.mutate({ conversationId, seq: conversation.lastSeq }), t('read'), () =>
            conversations.markUnread.mutate({ conversationId, seq: conversation.lastReadSeq + 1 }),
          ),
        block: (blocked: boolean) =>
          run(
            conversations.block.mutate({ conversationId, blocked }),
            t(blocked ? 'blocked' : 'unblocked'),
            () => conversations.block.mutate({ conversationId, blocked: !blocked }),
          ),
        addPeople: (userIds: string[]) =>
          run(
            conversations.addParticipants.mutate({ conversationId, userIds }),
            t('added', { names: userIds.map(nameOf).join(', ') }),
          ),
        removePerson: (userId: string) =>
          run(
            conversations.removeParticipant.mutate({ conversationId, userId }),
            t('removed', { name: nameOf(userId) }),
            () => conversations.addParticipants.mutate({ conversationId, userIds: [userId] }),
          ),
        leave: (userId: string) =>
          run(conversations.removeParticipant.mutate({ conversationId, userId }), t('left'), () =>
            conversations.addParticipants.mutate({ conversationId, userIds: [userId] }),
          ),
      };
    },
    [client, people, run, t],
  );
}

export type Triage = ReturnType<ReturnType<typeof useTriageOf>>;
