'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type {
  ConversationDetail,
  ConversationShared,
  ConversationView,
} from '@/server/domain/conversations/conversation';
import { mergeShared } from '@/server/domain/events/apply-event';
import { useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import { conversationKey } from '../shared/query-keys';
import { usePeople } from '../shared/session';
import { showToast } from '../shared/toast';
import { useOfferUndo } from '../shared/undo';

/** A state as the verb takes it; `until` null = until the customer writes. */
export type WantedState = { state: 'open' | 'done' } | { state: 'snoozed'; until: string | null };

/**
 * What can be done with a conversation besides writing in it. Each shows its result at once, says what was done
 * in one line, and can be taken back from there.
 */
export function useTriage(conversation: ConversationView) {
  const t = useTranslations('messages.triage');
  const client = useApiClient();
  const queries = useQueryClient();
  const people = usePeople();
  const offerUndo = useOfferUndo();
  const { id: conversationId } = conversation;

  return useMemo(() => {
    const show = (shared: ConversationShared) =>
      queries.setQueryData<ConversationDetail>(
        conversationKey(shared.id),
        (detail) => detail && mergeShared(detail, shared),
      );
    const fault = (error: unknown) =>
      void showToast({ fault: true, message: t('failed', { reason: readApiError(error).message }) });
    /** Does it, shows it, and offers the opposite. */
    const run = async (
      what: Promise<ConversationShared | { lastReadSeq: number } | { muted: boolean }>,
      said: string,
      back?: () => Promise<ConversationShared | { lastReadSeq: number } | { muted: boolean }>,
    ) => {
      try {
        const answer = await what;
        if ('version' in answer) show(answer);
      } catch (error) {
        return fault(error);
      }
      if (!back) return void showToast({ message: said });
      offerUndo(said, () => {
        back().then((answer) => 'version' in answer && show(answer), fault);
      });
    };
    const { conversations } = client;
    const setState = (wanted: WantedState) => conversations.setState.mutate({ conversationId, ...wanted });
    const before: WantedState =
      conversation.state === 'snoozed'
        ? { state: 'snoozed', until: conversation.snoozedUntil }
        : { state: conversation.state };
    const assign = (assigneeId: string | null) => conversations.assign.mutate({ conversationId, assigneeId });
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
  }, [client, queries, people, offerUndo, t, conversation, conversationId]);
}

export type Triage = ReturnType<typeof useTriage>;
