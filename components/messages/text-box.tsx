'use client';

import { Textarea } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import dynamic from 'next/dynamic';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { ConversationDetail } from '@/server/domain/conversations/conversation';
import { isAgentStop } from '@/server/domain/opt-outs/agent-stop';
import { useTypingVoice } from '../shared/presence';
import { loadAhead } from '../ui/load-ahead';
import { AttachButton } from './attach-button';
import classes from './composer.module.css';
import { ComposerTools } from './composer-tools';
import { DraftConflict } from './draft-conflict';
import type { DraftKeeper, DraftView } from './draft-keeper';
import type { FileTray } from './file-tray';
import { Remarks } from './remarks';
import { useRewriting } from './rewriting';
import { SegmentLine } from './segment-line';
import { SendButton } from './send-button';
import type { MenuKeys } from './suggestions';
import type { TrayFile } from './tray-file';
import { type Uploads, uploadsOf } from './uploads-of';
import { useComposerKeys } from './use-composer-keys';
import { useEditLast } from './use-edit-last';
import { useField } from './use-field';
import { useSubmit } from './use-submit';
import type { ComposerVerdict } from './use-verdict';

const ConfirmDialog = dynamic(() => import('./confirm-dialog').then((module) => module.ConfirmDialog), {
  ssr: false,
});
const loadChips = () => import('./file-chips');
const prefetchChips = () => loadAhead(loadChips);
const FileChips = dynamic(() => loadChips().then((module) => module.FileChips), { ssr: false });
const SnippetMenu = dynamic(() => import('./snippet-menu').then((module) => module.SnippetMenu), {
  ssr: false,
});

/** Where the browser does not say when it is idle (Safari). */
const IDLE_AFTER_MS = 500;

/** Calls once the browser has nothing else to do. @returns how to stop it */
function whenIdle(task: () => void): () => void {
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(task, IDLE_AFTER_MS);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(task);
  return () => cancelIdleCallback(handle);
}

interface TextBoxProps {
  conversation: ConversationDetail;
  name: string;
  keeper: DraftKeeper;
  draft: DraftView;
  verdict: ComposerVerdict;
  tray: FileTray;
  files: readonly TrayFile[];
  /** Rises each time somebody asks for the field. */
  asked: number;
}

/** Where a text is written: always says what it will become, and why it cannot be sent when it cannot. */
export function TextBox({ conversation, name, keeper, draft, verdict, tray, files, asked }: TextBoxProps) {
  const t = useTranslations('messages.composer');
  const { text } = draft;
  const voice = useTypingVoice();
  const keys: MenuKeys = useRef(null);
  const field = useField(text, '/;', keeper.change);
  const { ref } = field;
  const touch = useMediaQuery('(pointer: coarse)');
  useEffect(() => {
    if (asked > 0) ref.current?.focus();
  }, [asked, ref]);
  // A file that is added without a connection has a place all the same.
  useEffect(() => whenIdle(prefetchChips), []);

  const uploads = uploadsOf(files);
  const notLater = useNotLater(text, uploads, verdict);
  const sending = useSubmit({ conversationId: conversation.id, text, tray, keeper, verdict, uploads });
  const { submit } = sending;
  const { dropped } = useRewriting();
  const onOwnKey = useComposerKeys({
    blocked: verdict.allowed || uploads === 'busy' ? null : (verdict.reasons[0]?.message ?? null),
    submit,
    editLast: useEditLast(conversation, keeper),
    empty: text === '' && files.length === 0,
  });
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (field.trigger && keys.current?.(event)) return event.preventDefault();
    if (onOwnKey(event)) return event.preventDefault();
    if (event.key === 'Escape') ref.current?.blur();
    if (event.key !== 'Enter' || touch || event.shiftKey) return;
    event.preventDefault();
    // The menu is on its way: this Enter is for it.
    if (!field.trigger || keys.current) submit();
  };
  return (
    <div className={classes.field} onFocusCapture={prefetchChips}>
      {draft.other !== null && <DraftConflict other={draft.other} onChoose={keeper.choose} />}
      {field.trigger && (
        <SnippetMenu
          conversation={conversation}
          query={field.trigger.query}
          alone={text === `/${field.trigger.query}`}
          keys={keys}
          onPick={field.insert}
          onClose={field.dismiss}
        />
      )}
      {files.length > 0 && (
        <FileChips
          files={files}
          tray={tray}
          verdict={verdict}
          onSendBatches={() => submit({ inBatches: true })}
        />
      )}
      <div className={classes.writing}>
        <AttachButton tray={tray} verdict={verdict} />
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
          value={text}
          onChange={(event) => {
            keeper.change(event.currentTarget.value);
            if (event.currentTarget.value === '') dropped();
            voice.typed();
          }}
          onSelect={field.onSelect}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            const pasted = filesIn(event.clipboardData);
            if (pasted.length === 0 || verdict.noFiles !== null) return;
            event.preventDefault();
            tray.add(pasted);
          }}
          className={classes.text}
          classNames={{ input: classes.input }}
        />
      </div>
      <Remarks conversation={conversation} text={text} verdict={verdict} files={files} keeper={keeper} />
      <SegmentLine text={text} parts={verdict.parts} onChange={keeper.change}>
        <span className={classes.saved}>
          {draft.state === 'saved' && t('saved')}
          {draft.state === 'local' && text !== '' && t('notSaved')}
        </span>
        <ComposerTools
          conversation={conversation}
          text={text}
          notLater={notLater}
          insert={field.insert}
          onScheduled={() => keeper.change('')}
        />
        <SendButton verdict={verdict} uploads={uploads} armed={sending.armed} onPress={() => submit()} />
      </SegmentLine>
      {sending.askingToStop && <StopDialog onAnswer={sending.answerStop} />}
    </div>
  );
}

/** Asks before a lone STOP, which also blocks the customer (item 37). */
function StopDialog({ onAnswer }: { onAnswer: (yes: boolean) => void }) {
  const t = useTranslations('messages.composer');
  return (
    <ConfirmDialog
      opened
      title={t('stopTitle')}
      text={t('stopText')}
      confirm={t('stopConfirm')}
      onClose={() => onAnswer(false)}
      onConfirm={() => onAnswer(true)}
    />
  );
}

/** Why this cannot be sent at a later time, in a sentence; null = it can. */
function useNotLater(text: string, uploads: Uploads, { reasons: [reason] }: ComposerVerdict): string | null {
  const t = useTranslations('messages.composer');
  if (uploads !== 'done') return t('filesNotThere');
  if (reason) return reason.code === 'empty' ? t('nothingForLater') : reason.message;
  return isAgentStop(text) ? t('stopNowOnly') : null;
}

/** Office programs put a picture beside the text that was copied: then the text is meant. */
function filesIn({ files, types }: DataTransfer): File[] {
  return types.includes('text/plain') ? [] : [...files];
}
