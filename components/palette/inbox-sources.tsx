'use client';

import { useTranslations } from 'use-intl';
import { CUSTOMERS_SHOWN } from '@/server/domain/search/search-query';
import { useApiClient } from '../shared/api';
import { useFormatNumber } from '../shared/customer-number';
import { useInboxPlace } from '../shared/inbox-place';
import { useOpenDirect } from '../shared/open-direct';
import { type PaletteEntry, usePaletteSource } from '../shared/palette-sources';
import { useSession } from '../shared/session';
import { answers } from './answers';

/** Messages in the palette; the results in place of the list are all of them. */
const MESSAGES = 8;

/** What can be found in the inbox: places, conversations by customer, messages by their words. */
export function InboxSources() {
  useTwoWaySms();
  usePlaces();
  useCustomers();
  useMessages();
  return null;
}

/** A number that is typed can be texted from one's own office number (item 29). */
function useTwoWaySms(): void {
  const t = useTranslations('palette');
  const { organization, directBlocked } = useSession();
  const open = useOpenDirect();
  usePaletteSource({
    id: 'two-way-sms',
    heading: t('write'),
    search: async (query) => {
      if (!/^[+\d\s().\-/]{6,}$/.test(query)) return [];
      // The rules of all countries' numbers: only when somebody types one.
      const [{ parsePhoneNumber }, { formatNumber }] = await Promise.all([
        import('@/server/domain/numbers/phone-number'),
        import('@/server/domain/numbers/format-number'),
      ]);
      const number = parsePhoneNumber(query, organization.region);
      if (!number.ok) return [];
      return [
        {
          id: `two way sms ${number.e164}`,
          label: t('twoWaySms', { number: formatNumber(number.e164) }),
          disabledReason: directBlocked && `${directBlocked.message} ${directBlocked.fix}`,
          run: () => void open(number.e164),
        },
      ];
    },
  });
}

/** Services and labels; the views are actions, since they have keys. */
function usePlaces(): void {
  const t = useTranslations('conversations');
  const { services, labels } = useSession();
  const { go } = useInboxPlace();
  const list = { view: 'all' as const, serviceId: null, labelId: null, conversationId: null };
  usePaletteSource({
    id: 'services',
    heading: t('services'),
    ...among(
      services.map(({ id, name }) => ({
        id: `service ${id}`,
        label: name,
        run: () => go({ ...list, serviceId: id }),
      })),
    ),
  });
  usePaletteSource({
    id: 'labels',
    heading: t('labels'),
    ...among(
      labels.map(({ id, name }) => ({
        id: `label ${id}`,
        label: name,
        run: () => go({ ...list, labelId: id }),
      })),
    ),
  });
}

/** Finds and recalls entries that are known already. */
function among(entries: readonly PaletteEntry[]) {
  return {
    search: (query: string) => entries.filter(({ label }) => answers(query, label)),
    recall: (id: string) => entries.find((entry) => entry.id === id) ?? null,
  };
}

function useCustomers(): void {
  const t = useTranslations('palette');
  const client = useApiClient();
  const formatNumber = useFormatNumber();
  const { services } = useSession();
  const { go } = useInboxPlace();
  const allResults = useAllResults('customers');
  usePaletteSource({
    id: 'customers',
    heading: t('customers'),
    search: async (q, signal) => {
      const found = await client.search.customers.query({ q }, { signal });
      const lines = found.map(({ id, customer, customerName, title, serviceId }) => ({
        id: `conversation ${id}`,
        label: title ?? customerName ?? formatNumber(customer),
        hint: [
          ...(title || customerName ? [formatNumber(customer)] : []),
          services.find((service) => service.id === serviceId)?.name ?? [],
        ]
          .flat()
          .join(' · '),
        run: () => go({ conversationId: id }),
      }));
      return found.length === CUSTOMERS_SHOWN ? [...lines, allResults(q)] : lines;
    },
  });
}

/** The way to what the palette has no room for. */
function useAllResults(of: string): (q: string) => PaletteEntry {
  const t = useTranslations('palette');
  const { go } = useInboxPlace();
  return (q) => ({
    id: `results ${of}`,
    label: t('allResults', { q }),
    run: () => go({ q, conversationId: null }),
  });
}

function useMessages(): void {
  const t = useTranslations('palette');
  const client = useApiClient();
  const formatNumber = useFormatNumber();
  const { go } = useInboxPlace();
  const allResults = useAllResults('messages');
  usePaletteSource({
    id: 'messages',
    heading: t('messages'),
    search: async (q, signal) => {
      const { items } = await client.search.messages.query({ q, limit: MESSAGES }, { signal });
      const hits = items.map((message) => ({
        id: `message ${message.id}`,
        label: message.title ?? message.customerName ?? formatNumber(message.customer),
        excerpt: message.excerpt,
        run: () =>
          go({ conversationId: message.conversationId, at: message.seq, find: message.words.join(' ') }),
      }));
      return hits.length > 0 ? [...hits, allResults(q)] : [];
    },
  });
}
