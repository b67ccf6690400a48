'use client';

import { useQuery } from '@tanstack/react-query';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { fillSnippet } from '@/server/domain/snippets/snippet';
import { snippetValues } from '@/server/domain/snippets/snippet-values';
import { useApiClient } from '../shared/api';
import { useFormatNumber } from '../shared/customer-number';
import { contactKey } from '../shared/query-keys';
import { useServiceOf, useSession } from '../shared/session';

/** Puts values in the place of variables, as they are known in this conversation. */
export function useFill({ customer, customerName, serviceId }: ConversationView) {
  const client = useApiClient();
  const { user, organization } = useSession();
  const service = useServiceOf(serviceId);
  const formatNumber = useFormatNumber();
  const { data: contact } = useQuery({
    queryKey: contactKey(customer),
    queryFn: () => client.contacts.of.query({ customer }),
    enabled: customerName !== null,
  });
  const values = snippetValues({
    // The name is known before the card is.
    contact: contact ?? (customerName === null ? null : { name: customerName, fields: {} }),
    number: formatNumber(customer),
    agent: user.name,
    service: service?.name ?? null,
    organization: organization.name,
  });
  return (text: string) => fillSnippet(text, values);
}
