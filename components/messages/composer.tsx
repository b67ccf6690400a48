'use client';

import { Button, Textarea } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconSend2 } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { uuidv7 } from 'uuidv7';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { isAgentStop } from '@/server/domain/opt-outs/agent-stop';
import { evaluateSend } from '@/server/domain/sending/evaluate-send';
import { useAction } from '../shared/actions';
import { useTypingVoice } from '../shared/presence';
import { useSession } from '../shared/session';
import classes from './composer.module.css';
import { DraftConflict } from './draft-conflict';
import type { DraftKeeper } from './draft-keeper';
import { SegmentLine } from './segment-line';
import { SendBlocked } from './send-blocked';
import { useSendQueue } from './sending';
import { useDraft } from './use-draft';

const ConfirmDialog = dynamic(() => import('./confirm-dialog').then((module) => module.ConfirmDialog), {
  ssr: false,
});

/** Reasons that lie in the text itself: the composer stays, so that they can be mended. */
const ABOUT_THE_TEXT = new Set(['empty', 'too_long', 'bad_characters']);
/** The segment line names the character itself, with what to put in its place. */
const SAID_ELSEWHERE = new Set(['unicode_costs_more']);

interface ComposerProps {
  conversation: ConversationView;
  name: string;
  keeper: DraftKeeper;
}

/** Where an answer is written: always says what it will become, and why it cannot be sent when it cannot. */
export function Composer({ conversation, name, keeper }: ComposerProps) {
  const t = useTranslations('messages.composer');
  const field = useRef<HTMLTextAreaElement>(null);
  const draft = useDraft(keeper);
  const queue = useSendQueue();
  const verdict = useVerdict(conversation, draft.text);
  const [askingToStop, setAskingToStop] = useState(false);
  const touch = useMediaQuery('(pointer: coarse)');
  useAction({
    id: 'composer.focus',
    label: t('label', { name }),
    group: 'composer',
    keys: 'r',
    run: () => field.current?.focus(),
  });

  const voice = useTypingVoice();
  const send = (confirmBlock: boolean) => {
    voice.stopped();
    queue.send({
      id: uuidv7(),
      conversationId: conversation.id,
      text: draft.text,
      confirmBlock,
      createdAt: new Date().toISOString(),
    });
    // The server empties the draft together with the send; without a connection this does.
    keeper.change('');
  };
  const submit = () => {
    if (!verdict?.allowed) return;
    if (isAgentStop(draft.text)) setAskingToStop(true);
    else send(false);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') field.current?.blur();
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    const wanted = event.metaKey || event.ctrlKey || (!touch && !event.shiftKey);
    if (!wanted) return;
    event.preventDefault();
    submit();
  };

  if (!verdict) return null;
  const forbidding = verdict.reasons.find(({ code }) => !ABOUT_THE_TEXT.has(code));
  if (forbidding) return <SendBlocked reason={forbidding} />;
  const fault = verdict.reasons.find(({ code }) => code !== 'empty');
  return (
    <div className={classes.dock}>
      <div className={classes.box}>
        {draft.other !== null && <DraftConflict other={draft.other} onChoose={keeper.choose} />}
        <Textarea
          ref={field}
          variant="unstyled"
          aria-label={t('label', { name })}
          placeholder={t('placeholder', { name })}
          // A conversation without a word was created just now, to write in it.
          autoFocus={conversation.preview === null}
          autosize
          minRows={2}
          maxRows={8}
          value={draft.text}
          onChange={(event) => {
            keeper.change(event.currentTarget.value);
            voice.typed();
          }}
          onKeyDown={onKeyDown}
          classNames={{ input: classes.input }}
        />
        {fault && (
          <p className={classes.note} data-tone="danger" role="alert">
            {fault.message}
          </p>
        )}
        {verdict.warnings
          .filter(({ code }) => !SAID_ELSEWHERE.has(code))
          .map((warning) => (
            <p key={warning.code} className={classes.note}>
              {warning.message}
            </p>
          ))}
        <SegmentLine text={draft.text} parts={verdict.parts} onChange={keeper.change}>
          <span className={classes.saved}>
            {draft.state === 'saved' && t('saved')}
            {draft.state === 'local' && draft.text !== '' && t('notSaved')}
          </span>
          <Button
            rightSection={<IconSend2 size={16} stroke={1.75} />}
            disabled={!verdict.allowed}
            onClick={submit}
            title={t('shortcut')}
          >
            {verdict.parts.segments > 1 ? t('sendSegments', { count: verdict.parts.segments }) : t('send')}
          </Button>
        </SegmentLine>
      </div>
      {askingToStop && (
        <ConfirmDialog
          opened
          title={t('stopTitle')}
          text={t('stopText')}
          confirm={t('stopConfirm')}
          onClose={() => setAskingToStop(false)}
          onConfirm={() => {
            setAskingToStop(false);
            send(true);
          }}
        />
      )}
    </div>
  );
}

/** What the server will say to this text, by the same function; null while our number is not known. */
function useVerdict(conversation: ConversationView, text: string) {
  const { user, organization, numbers } = useSession();
  return useMemo(() => {
    const number = numbers.find(({ id }) => id === conversation.numberId);
    if (!number) return null;
    return evaluateSend({
      text,
      sender: { licence: user.licence, active: true },
      organization,
      number,
      conversation,
    });
  }, [conversation, text, user, organization, numbers]);
}
