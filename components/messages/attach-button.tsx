'use client';

import { ActionIcon } from '@mantine/core';
import { IconPaperclip } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { acceptedBy, carrierFilesOf } from '@/server/domain/media/carrier-files';
import { useAction } from '../shared/actions';
import type { FileTray } from './file-tray';
import type { ComposerVerdict } from './use-verdict';

/** Left of the text field (item 69); where files cannot be sent it stays, and says why. */
export function AttachButton({ tray, verdict }: { tray: FileTray; verdict: ComposerVerdict }) {
  const { noFiles: blocked, carrier } = verdict;
  const t = useTranslations('messages.files');
  const input = useRef<HTMLInputElement>(null);
  const open = () => input.current?.click();
  useAction({
    id: 'composer.attach',
    label: t('attach'),
    group: 'composer',
    keys: 'mod+u',
    whileTyping: true,
    disabledReason: blocked,
    run: open,
  });
  return (
    <>
      <ActionIcon
        aria-label={blocked === null ? t('attach') : `${t('attach')}: ${blocked}`}
        title={blocked ?? t('attach')}
        // Not `disabled`: the reason has to be reached with keyboard and finger, too.
        aria-disabled={blocked !== null}
        {...(blocked !== null && { 'data-disabled': true })}
        onClick={() => blocked === null && open()}
      >
        <IconPaperclip size={18} stroke={1.75} />
      </ActionIcon>
      <input
        ref={input}
        type="file"
        multiple
        // On an iPhone it also makes photos JPEG, which HEIC is not.
        accept={acceptedBy(carrierFilesOf(carrier))}
        hidden
        aria-label={t('attach')}
        onChange={(event) => {
          tray.add([...(event.currentTarget.files ?? [])]);
          // The same file chosen again is news, too.
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}
