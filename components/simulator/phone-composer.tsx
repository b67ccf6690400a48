'use client';

import { ActionIcon, Textarea } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';
import { type ClipboardEvent, type KeyboardEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FileView } from '@/server/domain/media/file';
import { DropArea } from '../shared/files/drop-area';
import { AttachMenu } from './attach-menu';
import classes from './phone-composer.module.css';
import { PhoneFileChips } from './phone-files';
import { usePhoneFiles } from './use-phone-files';

/** As much as the simulated carrier takes at once, in UTF-16 units. */
const LONGEST = 1_600;

interface PhoneComposerProps {
  handsetId: string;
  onSend: (text: string, files: FileView[]) => void;
}

/** Where the handset's owner types and attaches. Enter sends, Shift+Enter begins a new line. */
export function PhoneComposer({ handsetId, onSend }: PhoneComposerProps) {
  const t = useTranslations('simulator');
  const [text, setText] = useState('');
  const tray = usePhoneFiles(handsetId);
  const isBlank = text.trim() === '';
  const canSend = tray.isReady && (!isBlank || tray.files.length > 0);
  const send = () => {
    if (!canSend) return;
    onSend(isBlank ? '' : text, tray.take());
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // `isComposing`: Enter ends the word in an input method, not the text.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = [...event.clipboardData.files];
    if (pasted.length === 0) return;
    event.preventDefault();
    tray.add(pasted);
  };
  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <DropArea blocked={null} hint={t('drop')} onFiles={tray.add} />
      <PhoneFileChips tray={tray} />
      <div className={classes.line}>
        <AttachMenu onFiles={tray.add} />
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
          onPaste={onPaste}
        />
        <ActionIcon
          type="submit"
          className={classes.send}
          variant="filled"
          radius="xl"
          size={34}
          aria-label={t('send')}
          disabled={!canSend}
        >
          <IconArrowUp size={18} stroke={2.25} />
        </ActionIcon>
      </div>
    </form>
  );
}
