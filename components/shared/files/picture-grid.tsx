'use client';

import { Image, UnstyledButton } from '@mantine/core';
import type { CSSProperties } from 'react';
import { useTranslations } from 'use-intl';
import type { FileView } from '@/server/domain/media/file';
import { fileAddress, smallAddress } from './file-address';
import classes from './message-files.module.css';

/** The longest side of a picture that stands alone, in CSS pixels. */
const ALONE = 320;
/** The side of a place among others; see `.grid`. */
const TILE = 156;

interface PictureGridProps {
  pictures: readonly FileView[];
  small: boolean;
  onOpen: (index: number) => void;
}

/** The pictures of a message. Their places are as large before they load as afterwards. */
export function PictureGrid({ pictures, small, onOpen }: PictureGridProps) {
  const t = useTranslations('files');
  const [alone] = pictures.length === 1 && !small ? pictures : [];
  return (
    <div className={classes.grid} data-count={small ? 'many' : Math.min(pictures.length, 3)}>
      {pictures.map((picture, index) => (
        <UnstyledButton
          key={picture.id}
          className={classes.picture}
          data-small={Math.max(picture.width ?? TILE, picture.height ?? TILE) < TILE}
          style={alone ? sizeAlone(alone) : undefined}
          aria-label={t('open', { name: picture.alt || picture.name })}
          onClick={() => onOpen(index)}
        >
          <Image
            // A moving picture moves; its small copy does not.
            src={picture.contentType === 'image/gif' ? fileAddress(picture.id) : smallAddress(picture.id)}
            alt={picture.alt || picture.name}
            loading="lazy"
            decoding="async"
            width={picture.width ?? undefined}
            height={picture.height ?? undefined}
            className={classes.image}
          />
        </UnstyledButton>
      ))}
    </div>
  );
}

/** As large as it is, up to a limit, and never so narrow or flat that it cannot be hit. */
function sizeAlone({ width, height }: FileView): CSSProperties {
  const [w, h] = [width ?? ALONE, height ?? ALONE];
  const scale = Math.min(1, ALONE / Math.max(w, h));
  return { width: Math.max(72, w * scale), aspectRatio: `${w} / ${h}`, minHeight: 48, maxHeight: ALONE };
}
