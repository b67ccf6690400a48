'use client';

import { Button, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { uuidv7 } from 'uuidv7';
import type { ConversationDetail } from '@/server/domain/conversations/conversation';
import { withMentions } from '@/server/domain/messages/mentions';
import { isBlank } from '@/server/domain/messages/text';
import { useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import { useSession } from '../shared/session';
import composer from './composer.module.css';
import { MentionMenu } from './mention-menu';
import { NamedOutsiders } from './named-outsiders';
import { placeInThread } from './place-in-thread';
import type { MenuKeys } from './suggestions';
import { useField } from './use-field';

/** What was typed and not saved, for as long as the page is open. */
const unsaved = new Map<string, string>();

interface NoteBoxProps {
  conversation: ConversationDetail;
  name: string;
  onLeave: () => void;
}

/** Where a note is written: only colleagues see it, `@` names one of them. */
export function NoteBox({ conversation, name, onLeave }: NoteBoxProps) {
  const t = useTranslations('messages.note');
  const client = useApiClient();
  const queries = useQueryClient();
  const { people } = useSession();
  const [text, setText] = useState(() => unsaved.get(conversation.id) ?? '');
  const [fault, setFault] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const keys: MenuKeys = useRef(null);
  // One id until it is stored: should an answer be lost, nothing is noted twice.
  const nextId = useRef(uuidv7());
  const change = (typed: string) => {
    setText(typed);
    unsaved.set(conversation.id, typed);
  };
  const field = useField(text, '@', change);
  const { ref } = field;
  useEffect(() => ref.current?.focus(), [ref]);

  const save = async () => {
    if (isBlank(text) || saving) return;
    setSaving(true);
    setFault(null);
    try {
      const body = withMentions(text, people);
      const { id: conversationId } = conversation;
      const note = await client.messages.addNote.mutate({ id: nextId.current, conversationId, text: body });
      nextId.current = uuidv7();
      placeInThread(queries, note);
      change('');
    } catch (error) {
      const { offline, message } = readApiError(error);
      // What was refused may be mended, and is another note then.
      if (!offline) nextId.current = uuidv7();
      setFault(message);
    }
    setSaving(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (field.trigger && keys.current?.(event)) return event.preventDefault();
    if (event.key === 'Escape') onLeave();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    void save();
  };
  return (
    <div className={composer.field}>
      {field.trigger && (
        <MentionMenu
          conversation={conversation}
          query={field.trigger.query}
          keys={keys}
          onPick={(named) => field.insert(`@${named} `)}
          onClose={field.dismiss}
        />
      )}
      <Textarea
        ref={ref}
        variant="unstyled"
        aria-label={t('label', { name })}
        placeholder={t('placeholder')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={4000}
        value={text}
        onChange={(event) => change(event.currentTarget.value)}
        onSelect={field.onSelect}
        onKeyDown={onKeyDown}
        classNames={{ input: composer.input }}
      />
      <NamedOutsiders conversation={conversation} text={text} />
      {fault && (
        <p className={composer.note} data-tone="danger" role="alert">
          {fault}
        </p>
      )}
      <div className={composer.noteLine}>
        <span className={composer.saved}>{t('onlyUs')}</span>
        <Button disabled={isBlank(text)} loading={saving} onClick={() => void save()}>
          {t('save')}
        </Button>
      </div>
    </div>
  );
}
