'use client';

import { ActionIcon, Button, Loader, Popover, RingProgress, TextInput, UnstyledButton } from '@mantine/core';
import { IconAlt, IconRefresh, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { kindOf } from '@/server/domain/media/file-types';
import type { Misfit } from '@/server/domain/media/plan-files';
import { ChipPicture } from '../shared/files/chip-picture';
import { smallAddress } from '../shared/files/file-address';
import { FileSign } from '../shared/files/file-sign';
import { FileWords } from '../shared/files/file-words';
import { useSize } from '../shared/files/use-size';
import classes from './file-chips.module.css';
import type { FileTray } from './file-tray';
import type { TrayFile } from './tray-file';

interface FileChipProps {
  file: TrayFile;
  tray: FileTray;
  /** Why it would stay behind; null = it goes. */
  misfit: Misfit | null;
  /** Null where shrinking does not help. */
  onShrink: (() => void) | null;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** One file of the text box: what it is, how far it is, and what can be done about it. */
export function FileChip({ file, tray, misfit, onShrink, onKeyDown }: FileChipProps) {
  const t = useTranslations('messages.files');
  const isPicture = kindOf(file.contentType) === 'image';
  return (
    <>
      <UnstyledButton
        className={classes.handle}
        title={t('handle')}
        aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight Delete"
        onKeyDown={onKeyDown}
      >
        <Thumbnail file={file} isPicture={isPicture} />
        <FileWords name={file.name}>
          <State file={file} misfit={misfit} />
        </FileWords>
      </UnstyledButton>
      <div className={classes.ways}>
        {onShrink && file.state === 'ready' && (
          <Button size="compact-xs" variant="default" onClick={onShrink}>
            {t('shrink')}
          </Button>
        )}
        {file.original && file.state === 'ready' && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="ink"
            aria-label={t('unshrinkOf', { name: file.name })}
            onClick={() => tray.unshrink(file.id)}
          >
            {t('unshrink')}
          </Button>
        )}
        {file.state === 'lost' && (
          <ActionIcon
            aria-label={t('again', { name: file.name })}
            title={t('tryAgain')}
            onClick={() => tray.again(file.id)}
          >
            <IconRefresh size={16} stroke={1.75} />
          </ActionIcon>
        )}
        {isPicture && file.state === 'ready' && <AltButton file={file} tray={tray} />}
        <ActionIcon
          aria-label={t(file.state === 'uploading' ? 'stop' : 'remove', { name: file.name })}
          onClick={() => tray.remove(file.id)}
        >
          <IconX size={16} stroke={1.75} />
        </ActionIcon>
      </div>
    </>
  );
}

function Thumbnail({ file, isPicture }: { file: TrayFile; isPicture: boolean }) {
  // What was refused may be anything: it is not drawn.
  const local = useObjectUrl(isPicture && file.state !== 'refused' ? file.local : null);
  const source = file.stored?.width ? smallAddress(file.stored.id) : local;
  const busy = file.state === 'uploading' || file.state === 'waiting' || file.state === 'shrinking';
  return (
    <span className={classes.thumbnail} data-busy={busy}>
      {source ? <ChipPicture src={source} of={file.stored} /> : <FileSign contentType={file.contentType} />}
      {busy && (
        <span className={classes.progress}>
          {file.state === 'shrinking' ? (
            <Loader size={20} />
          ) : (
            <RingProgress
              size={30}
              thickness={4}
              sections={[{ value: file.progress * 100, color: 'var(--w-honey)' }]}
            />
          )}
        </span>
      )}
    </span>
  );
}

function State({ file, misfit }: Pick<FileChipProps, 'file' | 'misfit'>) {
  const t = useTranslations('messages.files');
  const size = useSize();
  const { state, reason, bytes, stored } = file;
  if (reason !== null) {
    return (
      <span className={classes.state} data-tone="danger" role="alert">
        {reason}
      </span>
    );
  }
  if (state === 'lost') {
    return (
      <span className={classes.state} data-tone="danger" role="alert">
        {t('lost')}
      </span>
    );
  }
  if (misfit) {
    return (
      <span className={classes.state} data-tone="danger">
        {size(bytes)} · {t(`misfits.${misfit}`)}
      </span>
    );
  }
  const before = stored?.originalBytes;
  return (
    <span className={classes.state}>
      {state === 'uploading' &&
        (file.progress < 1
          ? t('uploading', { part: Math.round(file.progress * 100), size: size(bytes) })
          : t('reading'))}
      {state === 'waiting' && t('waiting', { size: size(bytes) })}
      {state === 'shrinking' && t('shrinking')}
      {state === 'ready' &&
        (before ? t('shrunk', { before: size(before), after: size(bytes) }) : size(bytes))}
    </span>
  );
}

/** What a picture shows, in words: for who cannot see it. */
function AltButton({ file, tray }: { file: TrayFile; tray: FileTray }) {
  const t = useTranslations('messages.files');
  const [opened, setOpened] = useState(false);
  const label = t(file.alt ? 'altChange' : 'altAdd', { name: file.name });
  return (
    <Popover opened={opened} onChange={setOpened} position="top" trapFocus returnFocus width={280}>
      <Popover.Target>
        <ActionIcon
          aria-label={label}
          title={label}
          data-set={file.alt !== ''}
          className={classes.alt}
          onClick={() => setOpened(!opened)}
        >
          <IconAlt size={18} stroke={1.75} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <TextInput
          label={t('alt')}
          description={t('altHint')}
          maxLength={300}
          data-autofocus
          value={file.alt}
          onChange={(event) => tray.describe(file.id, event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') setOpened(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

/** An address for a file of this device, for as long as it is shown. */
function useObjectUrl(file: File | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!file) return;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => {
      setUrl(null);
      URL.revokeObjectURL(made);
    };
  }, [file]);
  return url;
}
