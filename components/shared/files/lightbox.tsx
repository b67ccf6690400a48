'use client';

import { ActionIcon, Image, Modal } from '@mantine/core';
import {
  IconChevronLeft,
  IconChevronRight,
  IconDownload,
  IconX,
  IconZoomIn,
  IconZoomOut,
} from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FileView } from '@/server/domain/media/file';
import { fileAddress, saveAddress } from './file-address';
import classes from './lightbox.module.css';

/** How much larger than the window a picture is shown, step by step. */
const ZOOMS = [1, 1.5, 2, 3, 4] as const;

interface LightboxProps {
  pictures: readonly FileView[];
  /** The one that was pressed. */
  first: number;
  onClose: () => void;
}

/** Pictures as large as the window: arrows turn the page, plus and minus zoom, Escape leaves. */
export function Lightbox({ pictures, first, onClose }: LightboxProps) {
  const t = useTranslations('files');
  const [opened, setOpened] = useState(true);
  const [index, setIndex] = useState(first);
  const [step, setStep] = useState(0);
  const picture = pictures[index];
  if (!picture) return null;
  const turn = (by: number) => {
    setIndex((index + by + pictures.length) % pictures.length);
    setStep(0);
  };
  const zoom = (by: number) => setStep(Math.max(0, Math.min(step + by, ZOOMS.length - 1)));
  const onKeyDown = (event: KeyboardEvent) => {
    const act = {
      ArrowLeft: () => turn(-1),
      ArrowRight: () => turn(1),
      '+': () => zoom(1),
      '=': () => zoom(1),
      '-': () => zoom(-1),
      '0': () => setStep(0),
    }[event.key];
    // A picture that is larger than the window is moved with the arrows.
    if (!act || (step > 0 && event.key.startsWith('Arrow'))) return;
    event.preventDefault();
    act();
  };
  const icon = { size: 22, stroke: 1.75 };
  const name = picture.alt || picture.name;
  return (
    <Modal
      opened={opened}
      onClose={() => setOpened(false)}
      onExitTransitionEnd={onClose}
      fullScreen
      withCloseButton={false}
      // On the dialog itself: the root around it is none.
      attributes={{ content: { 'aria-label': name } }}
      classNames={{ body: classes.body }}
      onKeyDown={onKeyDown}
    >
      <div className={classes.bar}>
        <span className={classes.name}>{name}</span>
        {pictures.length > 1 && (
          <output className={classes.count}>
            {t('count', { index: index + 1, count: pictures.length })}
          </output>
        )}
        <ActionIcon
          aria-label={t('smaller')}
          title={t('smaller')}
          disabled={step === 0}
          onClick={() => zoom(-1)}
        >
          <IconZoomOut {...icon} />
        </ActionIcon>
        <ActionIcon
          aria-label={t('larger')}
          title={t('larger')}
          disabled={step === ZOOMS.length - 1}
          onClick={() => zoom(1)}
        >
          <IconZoomIn {...icon} />
        </ActionIcon>
        <ActionIcon
          component="a"
          href={saveAddress(picture.id)}
          download={picture.name}
          aria-label={t('save', { name: picture.name })}
          title={t('saveShort')}
        >
          <IconDownload {...icon} />
        </ActionIcon>
        <ActionIcon
          aria-label={t('close')}
          title={t('close')}
          data-autofocus
          onClick={() => setOpened(false)}
        >
          <IconX {...icon} />
        </ActionIcon>
      </div>
      <div className={classes.stage}>
        <Image
          key={picture.id}
          src={fileAddress(picture.id)}
          alt={name}
          className={classes.picture}
          data-zoomed={step > 0}
          style={step > 0 ? { width: `${(ZOOMS[step] ?? 1) * 100}%` } : undefined}
          onDoubleClick={() => setStep(step === 0 ? 2 : 0)}
        />
      </div>
      {pictures.length > 1 && (
        <>
          <ActionIcon
            className={classes.turn}
            data-to="left"
            size={44}
            aria-label={t('previous')}
            onClick={() => turn(-1)}
          >
            <IconChevronLeft {...icon} />
          </ActionIcon>
          <ActionIcon
            className={classes.turn}
            data-to="right"
            size={44}
            aria-label={t('next')}
            onClick={() => turn(1)}
          >
            <IconChevronRight {...icon} />
          </ActionIcon>
        </>
      )}
    </Modal>
  );
}
