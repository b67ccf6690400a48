'use client';

import { Box, Button, Loader } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { useInboxPlace } from '../shared/inbox-place';
import { useSession } from '../shared/session';
import type { DraftKeeper } from './draft-keeper';
import { FoundWords } from './message-text';
import { useUnsent } from './sending';
import classes from './thread.module.css';
import { ThreadDay } from './thread-day';
import { threadDays } from './thread-lines';
import { ThreadSkeleton } from './thread-skeleton';
import { UnsentBubble } from './unsent-bubble';
import { useDivider } from './use-divider';
import { useMarkRead } from './use-mark-read';
import { useNewBelow } from './use-new-below';
import { useShowMessage } from './use-show-message';
import { useThreadQuery } from './use-thread-query';
import { useThreadScroll } from './use-thread-scroll';

interface ThreadProps {
  conversation: ConversationView;
  name: string;
  keeper: DraftKeeper;
}

/** The messages of one conversation, the newest at the bottom. */
export function Thread({ conversation, name, keeper }: ThreadProps) {
  const t = useTranslations('messages.thread');
  const { organization } = useSession();
  const { go } = useInboxPlace();
  const { query, at, isPart } = useThreadQuery(conversation);
  const messages = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  const known = useMemo(() => new Set(messages.map(({ id }) => id)), [messages]);
  const unsent = useUnsent(conversation.id).filter(({ id }) => !known.has(id));

  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const loadEarlier = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const loaded = messages.length;
  const { scroller, divider, atEnd, onScroll, toEnd } = useThreadScroll({
    loaded,
    unsent: unsent.length,
    loadEarlier,
  });
  const newAfter = useDivider(conversation, useMarkRead(conversation, atEnd && loaded > 0 && !isPart));
  useShowMessage(scroller, at, known.size > 0);
  const days = useMemo(
    () => threadDays(messages, newAfter, organization.timeZone),
    [messages, newAfter, organization.timeZone],
  );
  const unseen = useNewBelow(conversation.lastSeq, atEnd);

  if (query.isPending) return <ThreadSkeleton />;
  if (query.isError && loaded === 0) {
    return (
      <div className={classes.note} role="alert">
        <p>{t('failed')}</p>
        <Button variant="default" onClick={() => void query.refetch()}>
          {t('retry')}
        </Button>
      </div>
    );
  }
  return (
    <div className={classes.frame}>
      <Box
        ref={scroller}
        className={classes.scroller}
        onScroll={onScroll}
        role="log"
        aria-label={t('label', { name })}
        // So that the arrow keys scroll it.
        tabIndex={0}
      >
        <div className={classes.messages}>
          <div className={classes.beginning}>
            {isFetchingNextPage ? (
              <Loader size="xs" aria-label={t('loading')} />
            ) : (
              !hasNextPage && <p>{loaded > 0 ? t('beginning') : t('empty')}</p>
            )}
          </div>
          <FoundWords>
            {days.map((day) => (
              <ThreadDay key={day.day} day={day} divider={divider} />
            ))}
          </FoundWords>
          {!isPart &&
            unsent.map((message) => <UnsentBubble key={message.id} message={message} keeper={keeper} />)}
        </div>
      </Box>
      {(!atEnd || isPart) && (
        <Button
          className={classes.pill}
          size="compact-sm"
          radius="xl"
          variant="default"
          leftSection={<IconArrowDown size={14} />}
          onClick={isPart ? () => go({ conversationId: conversation.id }) : toEnd}
        >
          {unseen > 0 ? t('newBelow', { count: unseen }) : t('toLatest')}
        </Button>
      )}
    </div>
  );
}
