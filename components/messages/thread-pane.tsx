'use client';

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import { useFormatNumber } from '../shared/customer-number';
import { useInboxPlace } from '../shared/inbox-place';
import { useLookAt } from '../shared/presence';
import { conversationOptions } from '../shared/query-keys';
import { Composer } from './composer';
import { NoConversation } from './no-conversation';
import { RewritingProvider } from './rewriting';
import { SendingProvider } from './sending';
import { Thread } from './thread';
import { ThreadFinding } from './thread-finding';
import { ThreadHead } from './thread-head';
import classes from './thread-pane.module.css';
import { ThreadSkeleton } from './thread-skeleton';
import { TypingLine } from './typing-line';
import { useDraftKeeper } from './use-draft';

/** The conversation that the address names: head, messages, composer. */
export function ThreadPane() {
  const { conversationId } = useInboxPlace();
  return (
    <SendingProvider>
      {conversationId ? (
        <OpenConversation key={conversationId} conversationId={conversationId} />
      ) : (
        <NoConversation />
      )}
    </SendingProvider>
  );
}

function OpenConversation({ conversationId }: { conversationId: string }) {
  const t = useTranslations('messages.thread');
  const { data, error, refetch } = useQuery(conversationOptions(useApiClient(), conversationId));
  const { go } = useInboxPlace();
  const formatNumber = useFormatNumber();
  const keeper = useDraftKeeper(conversationId);
  useLookAt(conversationId);
  if (error && !data) {
    const gone = readApiError(error).code === 'NOT_FOUND';
    return (
      <div className={classes.note} role="alert">
        <p>{gone ? t('notFound') : t('failed')}</p>
        <Button variant="default" onClick={() => (gone ? go({ conversationId: null }) : void refetch())}>
          {gone ? t('back') : t('retry')}
        </Button>
      </div>
    );
  }
  if (!data) {
    return (
      <>
        <div className={classes.head} />
        <ThreadSkeleton />
      </>
    );
  }
  const name = data.title ?? data.customerName ?? formatNumber(data.customer);
  return (
    <RewritingProvider keeper={keeper}>
      <ThreadHead conversation={data} name={name} />
      <ThreadFinding conversationId={conversationId} />
      <Thread conversation={data} name={name} keeper={keeper} />
      <TypingLine conversationId={conversationId} />
      <Composer conversation={data} name={name} keeper={keeper} />
    </RewritingProvider>
  );
}
