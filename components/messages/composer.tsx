'use client';

import { Button, Modal, Textarea } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconSend2 } from '@tabler/icons-react';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { evaluateSend } from '@/server/domain/sending/evaluate-send';
import { useSession } from '../shared/session';
import { useShortcut } from '../shared/shortcuts';
import classes from './composer.module.css';
import { SegmentLine } from './segment-line';
import { SendBlocked } from './send-blocked';
import { useDraft } from './use-draft';
import { useSendMessage } from './use-send-message';

/** Reasons that lie in the text itself: the composer stays, so that they can be mended. */
const ABOUT_THE_TEXT = new Set(['empty', 'too_long', 'bad_characters']);

/** Where an answer is written: always says what it will become, and why it cannot be sent when it cannot. */
export function Composer({ conversation, name }: { conversation: ConversationView; name: string }) {
  const t = useTranslations('messages.composer');
  const field = useRef<HTMLTextAreaElement>(null);
  const draft = useDraft(conversation.id);
  const send = useSendMessage(conversation.id);
  const verdict = useVerdict(conversation, draft.text);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [stopText, setStopText] = useState<string | null>(null);
  const touch = useMediaQuery('(pointer: coarse)');
  useShortcut('r', t('label', { name }), () => field.current?.focus());

  const deliver = async (text: string, confirmBlock = false) => {
    setRefusal(null);
    draft.clear();
    const fault = await send(text, confirmBlock);
    if (!fault) return;
    if (fault.reason === 'confirm_block_needed') setStopText(text);
    else {
      // Nothing that was typed is ever lost.
      draft.change(text);
      setRefusal(fault.message);
    }
  };
  const submit = () => {
    if (verdict?.allowed) void deliver(draft.text);
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
  const tooLong = verdict.reasons.find(({ code }) => code === 'too_long' || code === 'bad_characters');
  const note = refusal ?? tooLong?.message ?? null;
  const warnings = verdict.warnings.filter(({ code }) => code !== 'unicode_costs_more');
  return (
    <div className={classes.dock}>
      <div className={classes.box}>
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
            draft.change(event.currentTarget.value);
            setRefusal(null);
          }}
          onKeyDown={onKeyDown}
          classNames={{ input: classes.input }}
        />
        {note && (
          <p className={classes.note} data-tone="danger" role="alert">
            {note}
          </p>
        )}
        {warnings.map((warning) => (
          <p key={warning.code} className={classes.note}>
            {warning.message}
          </p>
        ))}
        <SegmentLine text={draft.text} parts={verdict.parts} onChange={draft.change}>
          <span className={classes.saved} aria-live="polite">
            {draft.state === 'saved' && t('saved')}
            {draft.state === 'local' && t('notSaved')}
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
      <Modal
        opened={stopText !== null}
        onClose={() => {
          draft.change(stopText ?? '');
          setStopText(null);
        }}
        title={t('stopTitle')}
      >
        <p className={classes.question}>{t('stopText')}</p>
        <div className={classes.answers}>
          <Button
            variant="default"
            onClick={() => {
              draft.change(stopText ?? '');
              setStopText(null);
            }}
          >
            {t('cancel')}
          </Button>
          <Button
            color="red"
            onClick={() => {
              setStopText(null);
              void deliver(stopText ?? '', true);
            }}
          >
            {t('stopConfirm')}
          </Button>
        </div>
      </Modal>
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
