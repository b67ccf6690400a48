'use client';

import { Button, Textarea } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconSend2 } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { uuidv7 } from 'uuidv7';
import type { ConversationDetail } from '@/server/domain/conversations/conversation';
import { isAgentStop } from '@/server/domain/opt-outs/agent-stop';
import type { SendVerdict } from '@/server/domain/sending/evaluate-send';
import { usePreferences } from '../shared/preferences';
import { useTypingVoice } from '../shared/presence';
import classes from './composer.module.css';
import { ComposerTools } from './composer-tools';
import { DraftConflict } from './draft-conflict';
import type { DraftKeeper, DraftView } from './draft-keeper';
import { newestSeqIn } from './place-in-thread';
import { SegmentLine } from './segment-line';
import { useSendQueue } from './sending';
import type { MenuKeys } from './suggestions';
import { useField } from './use-field';

const ConfirmDialog = dynamic(() => import('./confirm-dialog').then((module) => module.ConfirmDialog), {
  ssr: false,
});
const SnippetMenu = dynamic(() => import('./snippet-menu').then((module) => module.SnippetMenu), {
  ssr: false,
});

/** The segment line names the character itself, with what to put in its place. */
const SAID_ELSEWHERE = new Set(['unicode_costs_more']);

interface TextBoxProps {
  conversation: ConversationDetail;
  name: string;
  keeper: DraftKeeper;
  draft: DraftView;
  verdict: SendVerdict;
  /** Rises each time somebody asks for the field. */
  asked: number;
}

/** Where a text is written: always says what it will become, and why it cannot be sent when it cannot. */
export function TextBox({ conversation, name, keeper, draft, verdict, asked }: TextBoxProps) {
  const t = useTranslations('messages.composer');
  const voice = useTypingVoice();
  const keys: MenuKeys = useRef(null);
  const field = useField(draft.text, '/;', keeper.change);
  const { ref } = field;
  const [askingToStop, setAskingToStop] = useState(false);
  const touch = useMediaQuery('(pointer: coarse)');
  useEffect(() => {
    if (asked > 0) ref.current?.focus();
  }, [asked, ref]);

  const send = useSend(conversation.id, draft.text, keeper);
  const submit = () => {
    if (!verdict.allowed) return;
    if (isAgentStop(draft.text)) setAskingToStop(true);
    else send(false);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (field.trigger && keys.current?.(event)) return event.preventDefault();
    if (event.key === 'Escape') ref.current?.blur();
    if (event.key !== 'Enter') return;
    const wanted = event.metaKey || event.ctrlKey || (!touch && !event.shiftKey);
    if (!wanted) return;
    event.preventDefault();
    // The menu is on its way: this Enter is for it.
    if (!field.trigger || keys.current) submit();
  };
  return (
    <div className={classes.field}>
      {draft.other !== null && <DraftConflict other={draft.other} onChoose={keeper.choose} />}
      {field.trigger && (
        <SnippetMenu
          conversation={conversation}
          query={field.trigger.query}
          keys={keys}
          onPick={field.insert}
          onClose={field.dismiss}
        />
      )}
      <Textarea
        ref={ref}
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
        onSelect={field.onSelect}
        onKeyDown={onKeyDown}
        classNames={{ input: classes.input }}
      />
      <Remarks verdict={verdict} />
      <SegmentLine text={draft.text} parts={verdict.parts} onChange={keeper.change}>
        <span className={classes.saved}>
          {draft.state === 'saved' && t('saved')}
          {draft.state === 'local' && draft.text !== '' && t('notSaved')}
        </span>
        <ComposerTools
          conversation={conversation}
          text={draft.text}
          sendable={verdict.allowed && !isAgentStop(draft.text)}
          insert={field.insert}
          onScheduled={() => keeper.change('')}
        />
        <Button
          rightSection={<IconSend2 size={16} stroke={1.75} />}
          disabled={!verdict.allowed}
          onClick={submit}
          title={t('shortcut')}
        >
          {verdict.parts.segments > 1 ? t('sendSegments', { count: verdict.parts.segments }) : t('send')}
        </Button>
      </SegmentLine>
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

/** Hands the text over, with what its writer had before them, and empties the field. */
function useSend(conversationId: string, text: string, keeper: DraftKeeper) {
  const queries = useQueryClient();
  const queue = useSendQueue();
  const voice = useTypingVoice();
  const undoMs = (usePreferences()?.sendUndoSeconds ?? 0) * 1_000;
  return (confirmBlock: boolean) => {
    voice.stopped();
    const seenSeq = newestSeqIn(queries, conversationId);
    queue.send({
      id: uuidv7(),
      conversationId,
      text,
      confirmBlock,
      ...(seenSeq === null ? {} : { seenSeq }),
      ...(undoMs > 0 ? { sendAt: Date.now() + undoMs } : {}),
      createdAt: new Date().toISOString(),
    });
    // The server empties the draft together with the send; without a connection this does.
    keeper.change('');
  };
}

/** What forbids the text, and what its writer should know. */
function Remarks({ verdict }: { verdict: SendVerdict }) {
  const fault = verdict.reasons.find(({ code }) => code !== 'empty');
  return (
    <>
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
    </>
  );
}
