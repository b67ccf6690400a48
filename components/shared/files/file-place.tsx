'use client';

import { Button, Loader } from '@mantine/core';
import { IconFileAlert } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { FileFault, FileView } from '@/server/domain/media/file';
import { FileWords } from './file-words';
import classes from './message-files.module.css';

interface FilePlaceProps {
  file: FileView;
  /** Null where nobody can ask for it again. */
  onRetry: (() => void) | null;
}

/** Of a file that came and was refused, the next try would bring the same. */
const RETRIABLE: ReadonlySet<FileFault | null> = new Set<FileFault>([
  'not_found',
  'unreachable',
  'not_stored',
]);

/** The place of a file that is not here: on its way from the carrier, or not to be had, and why. */
export function FilePlace({ file, onRetry }: FilePlaceProps) {
  const t = useTranslations('files');
  const fetching = file.state === 'fetching';
  return (
    <div className={classes.card} data-missing={!fetching}>
      <span className={classes.sign}>
        {fetching ? <Loader size={20} /> : <IconFileAlert size={22} stroke={1.75} />}
      </span>
      <FileWords name={file.name}>
        <span className={classes.facts}>
          {fetching ? t('fetching') : t(`faults.${file.fault ?? 'unreachable'}`)}
        </span>
      </FileWords>
      {onRetry && RETRIABLE.has(file.fault) && (
        <Button size="compact-xs" variant="default" onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </div>
  );
}
