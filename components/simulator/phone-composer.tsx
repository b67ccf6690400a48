'use client';

import { ActionIcon, Textarea } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import classes from './phone-composer.module.css';

/** As much as the simulated carrier takes at once, in UTF-16 units. */
const LONGEST = 1_600;

/** Where the handset's owner types. Enter sends, Shift+Enter begins a new line. */
export function PhoneComposer({ onSend }: { onSend: (text: string) => void }) {
  const t = useTranslations('simulator');
  const [text, setText] = useState('');
  const send = () => {
    if (text.trim() === '') return;
    onSend(text);
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // `isComposing`: Enter ends the word in an input method, not the text.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Textarea
        className={classes.field}
        classNames={{ input: classes.input }}
        aria-label={t('write')}
        placeholder={t('write')}
        autosize
        minRows={1}
        maxRows={6}
        maxLength={LONGEST}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <ActionIcon
        type="submit"
        className={classes.send}
        variant="filled"
        radius="xl"
        size={34}
        aria-label={t('send')}
        disabled={text.trim() === ''}
      >
        <IconArrowUp size={18} stroke={2.25} />
      </ActionIcon>
    </form>
  );
}
