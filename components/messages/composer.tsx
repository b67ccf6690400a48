'use client';

import { Button, UnstyledButton } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ConversationDetail } from '@/server/domain/conversations/conversation';
import { useAction, useRunAction } from '../shared/actions';
import { DropArea } from '../shared/files/drop-area';
import classes from './composer.module.css';
import type { DraftKeeper } from './draft-keeper';
import { closesTextBox } from './reason-place';
import { RetryAction } from './retry-action';
import { SendBlocked } from './send-blocked';
import { useFileTray } from './sending';
import { TextBox } from './text-box';
import { useDraft } from './use-draft';
import { useTrayFiles } from './use-tray-files';
import { useVerdict } from './use-verdict';

const NoteBox = dynamic(() => import('./note-box').then((module) => module.NoteBox), { ssr: false });
const ConversationBanner = dynamic(
  () => import('./conversation-banner').then((module) => module.ConversationBanner),
  { ssr: false },
);
const ScheduledList = dynamic(() => import('./scheduled-list').then((module) => module.ScheduledList), {
  ssr: false,
});

interface ComposerProps {
  conversation: ConversationDetail;
  name: string;
  keeper: DraftKeeper;
}

/** Where something is written: a text to the customer, or a note to colleagues. */
export function Composer({ conversation, name, keeper }: ComposerProps) {
  const t = useTranslations('messages');
  const [mode, setMode] = useState<'text' | 'note'>('text');
  // Each time somebody asks for the text field it takes the focus.
  const [asked, setAsked] = useState(0);
  const draft = useDraft(keeper);
  const tray = useFileTray(conversation.id);
  const files = useTrayFiles(tray, conversation.id);
  const verdict = useVerdict(conversation, draft.text, files);
  const writeText = () => {
    setMode('text');
    setAsked((times) => times + 1);
  };
  useAction({
    id: 'composer.focus',
    label: t('composer.label', { name }),
    group: 'composer',
    keys: 'r',
    run: writeText,
  });
  useAction({
    id: 'composer.note',
    label: t('note.mode'),
    group: 'composer',
    keys: 'm',
    run: () => setMode('note'),
  });

  if (!verdict) return null;
  const forbidding = verdict.reasons.find(closesTextBox);
  const modes = (
    <fieldset className={classes.modes} aria-label={t('note.modes')}>
      <UnstyledButton className={classes.mode} aria-pressed={mode === 'text'} onClick={writeText}>
        {t('note.textMode')}
      </UnstyledButton>
      <UnstyledButton className={classes.mode} aria-pressed={mode === 'note'} onClick={() => setMode('note')}>
        {t('note.mode')}
      </UnstyledButton>
    </fieldset>
  );
  return (
    <>
      <RetryAction conversationId={conversation.id} />
      {conversation.scheduledCount > 0 && <ScheduledList conversation={conversation} keeper={keeper} />}
      {mode === 'text' && forbidding ? (
        <>
          <div className={classes.above}>{modes}</div>
          {conversation.retired ? (
            <ConversationBanner conversation={conversation} reason={forbidding} />
          ) : (
            <SendBlocked reason={forbidding}>{forbidding.code === 'blocked' && <Unblock />}</SendBlocked>
          )}
        </>
      ) : (
        <div className={classes.dock}>
          {mode === 'text' && (
            <DropArea
              blocked={verdict.noFiles}
              hint={t('files.drop')}
              onFiles={(dropped) => tray.add(dropped)}
            />
          )}
          <div className={classes.box} data-mode={mode}>
            {modes}
            {mode === 'note' ? (
              <NoteBox conversation={conversation} name={name} onLeave={writeText} />
            ) : (
              <TextBox
                conversation={conversation}
                name={name}
                keeper={keeper}
                draft={draft}
                verdict={verdict}
                tray={tray}
                files={files}
                asked={asked}
              />
            )}
          </div>
        </div>
      )}
    </>
  );
}

/** The way on from a customer whom somebody has blocked: the same action as in the menu. */
function Unblock() {
  const t = useTranslations('messages.head');
  const run = useRunAction();
  return (
    <Button size="xs" variant="default" onClick={() => run('conversation.block')}>
      {t('unblock')}
    </Button>
  );
}
