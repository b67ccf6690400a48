'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { FileView } from '@/server/domain/media/file';
import { kindOf } from '@/server/domain/media/file-types';
import { FileCard } from './file-card';
import { FilePlace } from './file-place';
import classes from './message-files.module.css';
import { PictureGrid } from './picture-grid';
import { Player } from './player';

const Lightbox = dynamic(() => import('./lightbox').then((module) => module.Lightbox), { ssr: false });

interface MessageFilesProps {
  files: readonly FileView[];
  /** Asks for a file again that could not be had; left out where nobody can. */
  onRetry?: (fileId: string) => void;
  /** Among other things, where there is little room: small squares, and cards for what could be played. */
  small?: boolean;
}

/** The files of one message: pictures together, sound and video to be played, the rest as cards. */
export function MessageFiles({ files, onRetry, small = false }: MessageFilesProps) {
  const [shown, setShown] = useState<number | null>(null);
  const pictures = files.filter(isShownPicture);
  return (
    <div className={classes.files}>
      {pictures.length > 0 && <PictureGrid pictures={pictures} small={small} onOpen={setShown} />}
      {files
        .filter((file) => !isShownPicture(file))
        .map((file) =>
          file.state === 'ready' ? (
            <OneFile key={file.id} file={file} small={small} />
          ) : (
            <FilePlace key={file.id} file={file} onRetry={onRetry ? () => onRetry(file.id) : null} />
          ),
        )}
      {shown !== null && <Lightbox pictures={pictures} first={shown} onClose={() => setShown(null)} />}
    </div>
  );
}

function OneFile({ file, small }: { file: FileView; small: boolean }) {
  const kind = kindOf(file.contentType);
  return !small && (kind === 'video' || kind === 'audio') ? (
    <Player file={file} kind={kind} />
  ) : (
    <FileCard file={file} kind={kind} />
  );
}

/** Only what was written anew has a width: anything else that calls itself a picture is not drawn. */
function isShownPicture({ state, contentType, width }: FileView): boolean {
  return state === 'ready' && width !== null && kindOf(contentType) === 'image';
}
