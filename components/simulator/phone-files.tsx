'use client';

import { ActionIcon, Loader } from '@mantine/core';
import { IconAlertTriangle, IconRefresh, IconX } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { MAX_FILES } from '@/server/domain/media/file';
import { ChipPicture } from '../shared/files/chip-picture';
import { smallAddress } from '../shared/files/file-address';
import { FileSign } from '../shared/files/file-sign';
import { FileWords } from '../shared/files/file-words';
import { useSize } from '../shared/files/use-size';
import classes from './phone-files.module.css';
import type { PhoneFile, PhoneFiles } from './use-phone-files';

/** The files that go with the next message: what each is, how far it is, and a way to take it off again. */
export function PhoneFileChips({ tray }: { tray: PhoneFiles }) {
  const t = useTranslations('simulator');
  if (tray.files.length === 0) return null;
  return (
    <>
      <div className={classes.scroller}>
        <ul className={classes.chips} aria-label={t('files')}>
          {tray.files.map((file) => (
            <li key={file.id} className={classes.chip} data-state={file.state}>
              <span className={classes.thumbnail}>
                <Sign file={file} />
              </span>
              <FileWords name={file.local.name}>
                <State file={file} />
              </FileWords>
              {file.state === 'lost' && (
                <ActionIcon
                  size={28}
                  aria-label={t('uploadAgain', { name: nameOf(file) })}
                  onClick={() => tray.again(file)}
                >
                  <IconRefresh size={16} stroke={1.75} />
                </ActionIcon>
              )}
              <ActionIcon
                size={28}
                aria-label={t('removeFile', { name: nameOf(file) })}
                onClick={() => tray.remove(file)}
              >
                <IconX size={16} stroke={1.75} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      </div>
      {tray.tooMany > 0 && (
        <p className={classes.tooMany} role="alert">
          {t('tooMany', { most: MAX_FILES, count: tray.tooMany })}
        </p>
      )}
    </>
  );
}

function Sign({ file: { state, stored, local } }: { file: PhoneFile }) {
  if (state === 'uploading') return <Loader size={18} />;
  if (state !== 'ready') return <IconAlertTriangle size={18} stroke={1.75} />;
  return stored?.width ? (
    <ChipPicture src={smallAddress(stored.id)} of={stored} />
  ) : (
    <FileSign contentType={local.type} size={18} />
  );
}

function State({ file: { state, reason, local } }: { file: PhoneFile }) {
  const t = useTranslations('simulator');
  const size = useSize();
  const failed = state === 'lost' || state === 'refused';
  return (
    <span className={classes.state} role={failed ? 'alert' : undefined}>
      {failed
        ? reason || t('uploadLost')
        : t('fileFacts', { size: size(local.size), type: local.type || 'none' })}
    </span>
  );
}

/** As much of a name as somebody wants to hear. */
function nameOf({ local }: PhoneFile): string {
  return local.name.slice(0, 60);
}
