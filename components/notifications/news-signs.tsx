'use client';

import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { ConversationDetail } from '@/server/domain/conversations/conversation';
import type { LiveEvent } from '@/server/domain/events/event';
import { notificationKind, shouldNotify } from '@/server/domain/notifications/should-notify';
import { type ApiClient, useApiClient } from '../shared/api';
import { showNotification } from '../shared/browser-notification';
import { useFormatNumber } from '../shared/customer-number';
import { placeHref } from '../shared/inbox-address';
import { placeNow, useInboxPlace } from '../shared/inbox-place';
import { useNews } from '../shared/news';
import { usePreferences } from '../shared/preferences';
import { conversationKey, conversationOptions } from '../shared/query-keys';
import { useSession } from '../shared/session';
import { playSound } from '../shared/sound';
import { holdLock } from './hold-lock';
import { conversationInSight, useSayInSight } from './in-sight';
import { Told } from './told';

/** Sounds and notifications of news. Every tab hears all news; one of them speaks for the browser. */
export function NewsSigns() {
  const t = useTranslations('settings.told');
  const { user } = useSession();
  const queries = useQueryClient();
  const client = useApiClient();
  const preferences = usePreferences();
  const formatNumber = useFormatNumber();
  const { conversationId, go } = useInboxPlace();
  const speaks = useRef(false);
  const told = useRef(new Told());
  const ownPart = useRef(new OwnParts());

  useSayInSight(conversationId);
  useEffect(
    () =>
      holdLock('waggle-notifier', 'exclusive', () => {
        speaks.current = true;
      }),
    [],
  );

  const consider = async (event: LiveEvent) => {
    const found = notificationKind(event, user.id);
    if (!speaks.current || !preferences || !found) return;
    const { sound, browser } = preferences.notifications[found.kind];
    if (!(sound || browser) || !told.current.isFirst(event)) return;
    const own = await ownPart.current.of(found.conversation.id, user.id, queries, client);
    const now = new Date();
    const sign = shouldNotify(event, {
      userId: user.id,
      preferences,
      own,
      now: now.getTime(),
      minute: now.getHours() * 60 + now.getMinutes(),
      lookingAt: await conversationInSight(placeNow().conversationId),
    });
    if (!sign) return;
    if (sign.sound) void playSound(sign.kind);
    if (!sign.browser) return;
    const { conversation } = found;
    const words = event.kind === 'message.stored' && event.message.direction === 'in' && preferences.showText;
    showNotification({
      title: conversation.title ?? conversation.customerName ?? formatNumber(conversation.customer),
      body: words ? event.message.body || t('files') : t(sign.kind),
      tag: conversation.id,
      onClick: () => {
        // Outside of the inbox its addresses are other pages.
        if (window.location.pathname.startsWith('/inbox')) go({ conversationId: conversation.id });
        else window.location.assign(placeHref({ ...placeNow(), conversationId: conversation.id, at: null }));
      },
    });
  };
  useNews((event) => void consider(event));
  return null;
}

/** The server is asked for a reader's own part this often at most (milliseconds): a flood needs one sound. */
const ASK_EVERY_MS = 5_000;

/** What the reader has to do with a conversation: from the cache that news keeps fresh, or else asked for. */
class OwnParts {
  #askedAt = Number.NEGATIVE_INFINITY;

  async of(conversationId: string, userId: string, queries: QueryClient, client: ApiClient) {
    const detail =
      queries.getQueryData<ConversationDetail>(conversationKey(conversationId)) ??
      (await this.#ask(conversationId, queries, client));
    return detail && { takesPart: detail.participantIds.includes(userId), muted: detail.muted };
  }

  async #ask(conversationId: string, queries: QueryClient, client: ApiClient) {
    if (performance.now() - this.#askedAt < ASK_EVERY_MS) return null;
    this.#askedAt = performance.now();
    return queries.fetchQuery(conversationOptions(client, conversationId)).catch(() => null);
  }
}
