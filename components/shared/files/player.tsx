'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FileView } from '@/server/domain/media/file';
import { fileAddress } from './file-address';
import { FileCard } from './file-card';
import classes from './message-files.module.css';

/** Sound or video, played where it stands; what this browser cannot play is a file to be saved. */
export function Player({ file, kind }: { file: FileView; kind: 'video' | 'audio' }) {
  const t = useTranslations('files');
  const [playable, setPlayable] = useState(true);
  if (!playable) return <FileCard file={file} kind={kind} note={t('notPlayable')} />;
  const Element = kind;
  return (
    <div className={classes.player} data-kind={kind}>
      <Element
        src={fileAddress(file.id)}
        controls
        preload="metadata"
        aria-label={file.alt || file.name}
        onError={() => setPlayable(false)}
      />
    </div>
  );
}
