'use client';

import { useTranslations } from 'use-intl';
import type { ConversationDetail } from '@/server/domain/conversations/conversation';
import { useAction } from '../shared/actions';
import { useServiceOf, useSession } from '../shared/session';
import type { Triage } from '../shared/use-triage';
import type { TriageDialog } from './triage-dialogs';

interface TriageActionsProps {
  conversation: ConversationDetail;
  triage: Triage;
  onDialog: (dialog: TriageDialog) => void;
  /** Open the menus of the head. */
  onAssign: () => void;
  onSnooze: () => void;
}

/** The keys and palette entries of the open conversation; why one cannot be used now stands with it. */
export function TriageActions(props: TriageActionsProps) {
  useCareActions(props);
  useStateActions(props);
  useCustomerActions(props);
  return null;
}

const group = 'conversation' as const;

/** Who takes care of it, and who takes part. */
function useCareActions({ conversation, triage, onDialog, onAssign }: TriageActionsProps) {
  const t = useTranslations('messages.head');
  const { user } = useSession();
  const service = useServiceOf(conversation.serviceId);
  const { assigneeId, participantIds, muted } = conversation;
  const takesPart = participantIds.includes(user.id);
  useAction({
    id: 'conversation.assign',
    label: t('assignTo'),
    group,
    keys: 'a',
    disabledReason: service ? null : t('noService'),
    run: onAssign,
  });
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
    id: 'conversation.add-people',
    label: t('addPeople'),
    group,
    run: () => onDialog('people'),
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
}

/** Whether it is open, put off or done, and read. */
function useStateActions({ conversation, triage, onSnooze }: TriageActionsProps) {
  const t = useTranslations('messages.head');
  const { state, lastSeq } = conversation;
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
    label: t('snoozeTo'),
    group,
    keys: 'h',
    disabledReason: state === 'open' ? null : t('notOpen'),
    run: onSnooze,
  });
  useAction({
    id: 'conversation.snooze-until-reply',
    label: t('snoozeUntilReply'),
    group,
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
}

/** What it is about, and whether the customer is heard. */
function useCustomerActions({ conversation, triage, onDialog }: TriageActionsProps) {
  const t = useTranslations('messages.head');
  const { blocked } = conversation;
  useAction({
    id: 'conversation.labels',
    label: t('labels'),
    group,
    keys: 'l',
    run: () => onDialog('labels'),
  });
  useAction({
    id: 'conversation.block',
    label: t(blocked ? 'unblock' : 'block'),
    group,
    run: () => (blocked ? void triage.block(false) : onDialog('block')),
  });
}
