'use client';

import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import type { Reason } from '@/server/domain/sending/say';
import { useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import { useFormatNumber } from '../shared/customer-number';
import { useInboxPlace } from '../shared/inbox-place';
import { useOpenDirect } from '../shared/open-direct';
import { useServiceOf, useSession } from '../shared/session';
import { showToast } from '../shared/toast';
import { SendBlocked } from './send-blocked';

/** In place of the composer where our number has gone to another Service: the way on, from the number of today. */
export function ConversationBanner({
  conversation,
  reason,
}: {
  conversation: ConversationView;
  reason: Reason;
}) {
  const t = useTranslations('messages.retired');
  const formatNumber = useFormatNumber();
  const [busy, setBusy] = useState(false);
  const next = useNext(conversation);
  return (
    <SendBlocked reason={next ? reason : { ...reason, fix: { ...reason.fix, where: t('noNumber') } }}>
      {next && (
        <Button
          size="xs"
          loading={busy}
          onClick={async () => {
            setBusy(true);
            await next.open();
            setBusy(false);
          }}
        >
          {t('continue', { number: formatNumber(next.number) })}
        </Button>
      )}
    </SendBlocked>
  );
}

/** The Service's number of today, or one's own office number; null when there is none to write from. */
function useNext(conversation: ConversationView): { number: string; open: () => Promise<void> } | null {
  const { customer, replyable, serviceId, kind } = conversation;
  const client = useApiClient();
  const { organization, officeNumber, directBlocked } = useSession();
  const service = useServiceOf(serviceId);
  const { go } = useInboxPlace();
  const openDirect = useOpenDirect();
  if (!replyable) return null;
  if (kind === 'direct') {
    return officeNumber && !directBlocked ? { number: officeNumber, open: () => openDirect(customer) } : null;
  }
  if (!service?.number) return null;
  const open = async () => {
    try {
      const line = { serviceId: service.id, to: customer, country: organization.region };
      const { conversationId } = await client.conversations.create.mutate(line);
      go({ conversationId });
    } catch (error) {
      void showToast({ fault: true, message: readApiError(error).message });
    }
  };
  return { number: service.number.e164, open };
}
