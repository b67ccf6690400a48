'use client';

import { useApiClient } from './api';
import { readApiError } from './api-error';
import { useInboxPlace } from './inbox-place';
import { useSession } from './session';
import { showToast } from './toast';

/** "2 Way SMS" from one's own office number to an E.164 number (items 29 to 31): opens the group chat. */
export function useOpenDirect(): (to: string) => Promise<void> {
  const client = useApiClient();
  const { organization } = useSession();
  const { go } = useInboxPlace();
  return async (to) => {
    try {
      const { conversationId } = await client.conversations.createDirect.mutate({
        to,
        country: organization.region,
      });
      go({ conversationId });
    } catch (error) {
      void showToast({ fault: true, message: readApiError(error).message });
    }
  };
}
