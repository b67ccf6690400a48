'use client';

import { Anchor } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { useTranslations } from 'use-intl';
import type { FileView } from '@/server/domain/media/file';
import { type FileKind, fileTypeOf } from '@/server/domain/media/file-types';
import { saveAddress } from './file-address';
import { FileSign } from './file-sign';
import { FileWords } from './file-words';
import classes from './message-files.module.css';
import { useSize } from './use-size';

const ContactFacts = dynamic(() => import('./contact-facts').then((module) => module.ContactFacts), {
  ssr: false,
});
const CalendarFacts = dynamic(() => import('./calendar-facts').then((module) => module.CalendarFacts), {
  ssr: false,
});

interface FileCardProps {
  file: FileView;
  kind: FileKind;
  /** A word more about it. */
  note?: string;
}

/** A file to be saved, with what can be said about it; a contact and a calendar entry show what they hold. */
export function FileCard({ file, kind, note }: FileCardProps) {
  const t = useTranslations('files');
  const size = useSize();
  const type = fileTypeOf(file.contentType)?.label ?? t('unknownType');
  return (
    <div className={classes.card}>
      <span className={classes.sign}>
        <FileSign contentType={file.contentType} size={22} />
      </span>
      <FileWords name={file.name}>
        {kind === 'contact' && <ContactFacts fileId={file.id} />}
        {kind === 'calendar' && <CalendarFacts fileId={file.id} />}
        <span className={classes.facts}>
          {type}
          {file.bytes !== null && ` · ${size(file.bytes)}`}
          {note && ` · ${note}`}
        </span>
      </FileWords>
      <Anchor
        className={classes.save}
        href={saveAddress(file.id)}
        download={file.name}
        aria-label={t('save', { name: file.name })}
        title={t('saveShort')}
      >
        <IconDownload size={18} stroke={1.75} />
      </Anchor>
    </div>
  );
}
