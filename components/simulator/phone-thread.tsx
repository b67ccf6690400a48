'use client';

import { IconMessageCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { memo, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { HandsetMessageView, ReachableNumber } from '@/server/domain/simulator/handset';
import { useApiClient } from '../shared/api';
import { MessageFiles } from '../shared/files/message-files';
import classes from './phone-thread.module.css';
import { NotLoaded, Placeholder } from './placeholders';
import { screenOptions } from './simulator-queries';
import { type ShownMessage, threadLines } from './thread-lines';
import { useMoments } from './use-moments';
import { usePending } from './use-write';

interface PhoneThreadProps {
  handsetId: string;
  number: ReachableNumber;
  onAgain: (message: HandsetMessageView) => void;
}

/** What scrolls must be reachable by keyboard (WCAG 2.1.1). */
const SCROLLER = { tabIndex: 0 };
/** A text that is no older when it is first drawn came just now, and may move in. */
const FRESH_MS = 5_000;
const NONE: readonly HandsetMessageView[] = [];

/** The texts between a handset and one of our numbers, newest at the bottom. */
export function PhoneThread({ handsetId, number, onAgain }: PhoneThreadProps) {
  const t = useTranslations('simulator');
  const { dayOf } = useMoments();
  const { data, isError, refetch } = useQuery(screenOptions(useApiClient(), handsetId));
  const stored = data?.messages ?? NONE;
  const pending = usePending(handsetId, stored);
  const lines = useMemo(() => {
    const kept = stored.map((message): ShownMessage => ({ ...message, state: 'stored' }));
    const here = [...kept, ...pending].filter(({ peer }) => peer === number.e164);
    return threadLines(here, dayOf);
  }, [stored, pending, number.e164, dayOf]);

  if (!data) return isError ? <NotLoaded again={() => void refetch()} /> : <div className={classes.thread} />;
  if (lines.length === 0 && data.nextArrivalMs === null) {
    const name = number.service?.name ?? number.display;
    return (
      <Placeholder
        icon={<IconMessageCircle size={32} stroke={1.5} />}
        title={t('empty', { name })}
        hint={t('emptyHint')}
      />
    );
  }
  return (
    <div className={classes.thread} role="log" aria-label={t('messages')} {...SCROLLER}>
      <div className={classes.lines}>
        {lines.map((line) =>
          line.kind === 'day' ? (
            <Day key={line.key} at={line.at} />
          ) : (
            <Bubble
              key={line.key}
              message={line.message}
              last={line.last}
              reason={pending.find(({ id }) => id === line.message.id)?.reason ?? null}
              onAgain={onAgain}
            />
          ),
        )}
        {data.nextArrivalMs !== null && (
          <output className={classes.arriving} aria-label={t('arriving')}>
            <span />
            <span />
            <span />
          </output>
        )}
      </div>
    </div>
  );
}

function Day({ at }: { at: string }) {
  const { day } = useMoments();
  return (
    <div className={classes.day} suppressHydrationWarning>
      {day(at)}
    </div>
  );
}

interface BubbleProps {
  message: ShownMessage;
  last: boolean;
  /** Why it was not sent. */
  reason: string | null;
  onAgain: (message: HandsetMessageView) => void;
}

const Bubble = memo(function Bubble({ message, last, reason, onAgain }: BubbleProps) {
  const t = useTranslations('simulator');
  const { time } = useMoments();
  const { direction, text, files, at, state } = message;
  const [fresh] = useState(() => Date.now() - Date.parse(at) < FRESH_MS);
  return (
    <div
      className={classes.message}
      data-direction={direction}
      data-last={last}
      data-state={state}
      data-fresh={fresh}
      suppressHydrationWarning
    >
      <span className="w-spoken">{direction === 'written' ? t('byYou') : t('byThem')}</span>
      {files.length > 0 && (
        <div className={classes.files}>
          <MessageFiles files={files} />
        </div>
      )}
      {text !== '' && (
        <div className={classes.bubble} dir="auto">
          {text}
        </div>
      )}
      {state === 'not_sent' ? (
        <div className={classes.notSent} role="alert">
          {t('notSent', { reason: reason ?? '' })}{' '}
          <button type="button" onClick={() => onAgain(message)}>
            {t('retry')}
          </button>
        </div>
      ) : (
        last && (
          <div className={classes.time}>
            {state === 'sending' ? t('sending') : <time dateTime={at}>{time(at)}</time>}
          </div>
        )
      )}
    </div>
  );
});
