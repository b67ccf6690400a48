'use client';

import type { ConversationDetail } from '@/server/domain/conversations/conversation';
import type { Role } from '@/server/domain/users/roles';
import { useServiceOf } from '../shared/session';

/** Whether a colleague can read a conversation, as far as this screen knows. */
export function useSees({ serviceId, participantIds }: ConversationDetail) {
  const service = useServiceOf(serviceId);
  return ({ id, role }: { id: string; role: Role }): boolean =>
    role !== 'agent' || participantIds.includes(id) || (service?.memberIds.includes(id) ?? false);
}
