'use client';

import { useInboxPlace } from '../shared/inbox-place';
import { Details } from './details';
import { useDetailsShown } from './use-details-shown';

/** What else is known, beside the thread where the window is wide enough (details-button has the rest). */
export function ContextPanel() {
  const { conversationId } = useInboxPlace();
  const [shown] = useDetailsShown();
  return conversationId && shown ? <Details conversationId={conversationId} /> : null;
}
