'use client';

import { UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { useAction } from '../shared/actions';
import { useFormatNumber } from '../shared/customer-number';
import type { Triage } from '../shared/use-triage';
import classes from './thread-title.module.css';

interface ThreadTitleProps {
  conversation: ConversationView;
  name: string;
  triage: Triage;
}

/** What the conversation is called; pressed, it is renamed where it stands (item 32). */
export function ThreadTitle({ conversation, name, triage }: ThreadTitleProps) {
  const t = useTranslations('messages.head');
  const [renaming, setRenaming] = useState(false);
  const start = () => setRenaming(true);
  useAction({
    id: 'conversation.rename',
    label: t('rename'),
    group: 'conversation',
    keys: 'f2',
    run: start,
  });
  return (
    <h2 className={classes.title}>
      {renaming ? (
        <TitleField conversation={conversation} triage={triage} onClose={() => setRenaming(false)} />
      ) : (
        <UnstyledButton className={classes.name} title={t('rename')} onClick={start}>
          {name}
        </UnstyledButton>
      )}
    </h2>
  );
}

/** A menu that asked for this gives the focus back to its button first (milliseconds). */
const AFTER_MENU_MS = 30;

interface TitleFieldProps extends Pick<ThreadTitleProps, 'conversation' | 'triage'> {
  onClose: () => void;
}

/** Left empty, the conversation is called after its customer again. */
function TitleField({ conversation, triage, onClose }: TitleFieldProps) {
  const t = useTranslations('messages.head');
  const formatNumber = useFormatNumber();
  const { title, customerName, customer } = conversation;
  const [typed, setTyped] = useState(title ?? '');
  const field = useRef<HTMLInputElement>(null);
  const closed = useRef(false);
  useEffect(() => {
    const timer = setTimeout(() => field.current?.select(), AFTER_MENU_MS);
    return () => clearTimeout(timer);
  }, []);
  // Once, though the field loses the focus by being closed.
  const close = (save: boolean) => {
    if (closed.current) return;
    closed.current = true;
    onClose();
    const wanted = typed.trim() === '' ? null : typed.trim();
    if (save && wanted !== title) void triage.rename(wanted);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || !['Enter', 'Escape'].includes(event.key)) return;
    event.preventDefault();
    close(event.key === 'Enter');
  };
  return (
    <input
      ref={field}
      className={classes.field}
      aria-label={t('renameLabel')}
      placeholder={customerName ?? formatNumber(customer)}
      maxLength={80}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={() => close(true)}
    />
  );
}
