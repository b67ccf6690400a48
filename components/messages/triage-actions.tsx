'use client';

import { useTranslations } from 'use-intl';
import type { ConversationDetail } from '@/server/domain/conversations/conversation';
import { useAction } from '../shared/actions';
import { useServiceOf, useSession } from '../shared/session';
import type { Triage } from './use-triage';

interface TriageActionsProps {
  conversation: ConversationDetail;
  triage: Triage;
}

/** The keys and palette entries of the open conversation; why one cannot be used now stands with it. */
export function TriageActions({ conversation, triage }: TriageActionsProps) {
  const t = useTranslations('messages.head');
  const { user } = useSession();
  const service = useServiceOf(conversation.serviceId);
  const { state, assigneeId, participantIds, lastSeq, muted, blocked } = conversation;
  const takesPart = participantIds.includes(user.id);
  const group = 'conversation' as const;
  useAction({
    id: 'conversation.assign-me',
    label: t('assignMe'),
    group,
    keys: 'i',
    disabledReason: !service?.isMember ? t('notMember') : assigneeId === user.id ? t('yoursAlready') : null,
    run: () => triage.assign(user.id),
  });
  useAction({
    id: 'conversation.unassign',
    label: t('unassign'),
    group,
    disabledReason: assigneeId ? null : t('nobodyAssigned'),
    run: () => triage.assign(null),
  });
  useAction({
    id: 'conversation.done',
    label: t('markDone'),
    group,
    keys: 'e',
    disabledReason: state === 'done' ? t('doneAlready') : null,
    run: () => triage.setState({ state: 'done' }),
  });
  useAction({
    id: 'conversation.reopen',
    label: t('reopen'),
    group,
    keys: 'shift+e',
    disabledReason: state === 'open' ? t('openAlready') : null,
    run: () => triage.setState({ state: 'open' }),
  });
  useAction({
    id: 'conversation.snooze',
    label: t('snoozeUntilReply'),
    group,
    keys: 'h',
    run: () => triage.setState({ state: 'snoozed', until: null }),
  });
  useAction({
    id: 'conversation.unread',
    label: t('markUnread'),
    group,
    keys: 'u',
    disabledReason: lastSeq === 0 ? t('nothingToRead') : null,
    run: () => triage.markUnread(lastSeq),
  });
  useAction({
    id: 'conversation.mute',
    label: t(muted ? 'unmute' : 'mute'),
    group,
    disabledReason: takesPart ? null : t('notIn'),
    run: () => triage.mute(!muted),
  });
  useAction({
    id: 'conversation.leave',
    label: t('leave'),
    group,
    disabledReason: takesPart ? null : t('notIn'),
    run: () => triage.leave(user.id),
  });
  useAction({
    id: 'conversation.unblock',
    label: t('unblock'),
    group,
    disabledReason: blocked ? null : t('notBlocked'),
    run: () => triage.block(false),
  });
  return null;
}
