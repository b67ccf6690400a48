'use client';

import { Button } from '@mantine/core';
import { IconAlertCircle, IconClock } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslations } from 'use-intl';
import { MessageFiles } from '../shared/files/message-files';
import classes from './bubble.module.css';
import type { DraftKeeper } from './draft-keeper';
import note from './failure-note.module.css';
import { useFileTray, useSendQueue } from './sending';
import tick from './tick.module.css';
import type { UnsentMessage } from './unsent-messages';

/** A text from the moment of Enter until the server has it. */
export const UnsentBubble = memo(function UnsentBubble({
  message,
  keeper,
}: {
  message: UnsentMessage;
  keeper: DraftKeeper;
}) {
  const t = useTranslations('messages.bubble');
  const { state } = message;
  return (
    <article className={classes.row} data-side="out">
      <span className="w-spoken">{t('fromUs')}</span>
      <div
        className={classes.bubble}
        data-bare={message.text === ''}
        data-unsent={state}
        data-failed={state === 'refused' ? (message.held ? 'unknown' : 'failed') : undefined}
      >
        {message.text !== '' && <p className={classes.text}>{message.text}</p>}
        {message.files && <MessageFiles files={message.files} />}
      </div>
      {state === 'refused' ? (
        <Refused message={message} keeper={keeper} />
      ) : (
        <OnItsWay message={message} keeper={keeper} />
      )}
    </article>
  );
});

function OnItsWay({ message, keeper }: { message: UnsentMessage; keeper: DraftKeeper }) {
  const t = useTranslations('messages.bubble');
  const queue = useSendQueue();
  const { putBack, discard } = useWaysBack(message, keeper);
  const waiting = message.state === 'waiting';
  return (
    <div className={classes.meta}>
      <span className={tick.tick} title={waiting ? undefined : t('sending')}>
        <IconClock size={15} stroke={1.75} />
        <span className={waiting ? undefined : 'w-spoken'}>{waiting ? t('kept') : t('sending')}</span>
      </span>
      {!waiting && message.sendAt !== undefined && message.sendAt > 0 && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="ink"
          onClick={() => {
            const taken = queue.takeBack(message.id);
            if (taken) putBack(taken);
          }}
        >
          {t('takeBack')}
        </Button>
      )}
      {waiting && (
        <Button size="compact-xs" variant="subtle" color="ink" onClick={discard}>
          {t('discard')}
        </Button>
      )}
    </div>
  );
}

/** Two ways of taking a message away: its text and files go back into the text box, or nowhere. */
function useWaysBack({ id, conversationId, files: own = [] }: UnsentMessage, keeper: DraftKeeper) {
  const queue = useSendQueue();
  const tray = useFileTray(conversationId);
  return {
    putBack: ({ text, files = [] }: UnsentMessage) => {
      if (text !== '') keeper.append(text);
      tray.giveBack(files);
    },
    discard: () => {
      queue.discard(id);
      tray.discard(own);
    },
  };
}

/** The server said no. Nothing that was written is lost: it can be mended, tried again or let go. */
function Refused({ message, keeper }: { message: UnsentMessage; keeper: DraftKeeper }) {
  const t = useTranslations('messages.bubble');
  const queue = useSendQueue();
  const { putBack, discard } = useWaysBack(message, keeper);
  return (
    <div className={note.note} data-tone={message.held ? 'honey' : 'danger'} role="alert">
      <p className={note.text}>
        <IconAlertCircle className={note.sign} size={15} stroke={1.75} />
        {t(message.held ? 'held' : 'notSent', { reason: message.reason ?? '' })}
      </p>
      <div className={note.ways}>
        <Button size="compact-xs" variant="default" onClick={() => queue.again(message.id)}>
          {t(message.held ? 'sendAnyway' : 'retry')}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            queue.discard(message.id);
            putBack(message);
          }}
        >
          {t('edit')}
        </Button>
        <Button size="compact-xs" variant="subtle" color="ink" onClick={discard}>
          {t('discard')}
        </Button>
      </div>
    </div>
  );
}
