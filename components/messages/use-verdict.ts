'use client';

import { useMemo } from 'react';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { evaluateSend, type SendVerdict } from '@/server/domain/sending/evaluate-send';
import { useSession } from '../shared/session';

/** What the server will say to this text, by the same function; null while our number is not known. */
export function useVerdict(conversation: ConversationView, text: string): SendVerdict | null {
  const { user, organization, numbers } = useSession();
  return useMemo(() => {
    const number = numbers.find(({ id }) => id === conversation.numberId);
    if (!number) return null;
    return evaluateSend({
      text,
      sender: { licence: user.licence, active: true },
      organization,
      number,
      conversation,
    });
  }, [conversation, text, user, organization, numbers]);
}
