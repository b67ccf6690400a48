'use client';

import { UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { SendPlan } from '@/server/domain/sending/plan-sending';
import classes from './text-pieces.module.css';

/** Text files go as SMS: how many texts each becomes, and what they say, to be read before sending (item 74). */
export function TextPieces({ plan }: { plan: SendPlan }) {
  const t = useTranslations('messages.files');
  const [opened, setOpened] = useState(false);
  const pieces = plan.texts.filter(({ file }) => file !== null);
  if (pieces.length === 0) return null;
  const segments = pieces.reduce((sum, piece) => sum + piece.segments, 0);
  return (
    <div className={classes.pieces}>
      <UnstyledButton className={classes.title} aria-expanded={opened} onClick={() => setOpened(!opened)}>
        <IconChevronRight className={classes.sign} size={14} stroke={1.75} data-opened={opened} />
        {t('asTexts', { count: pieces.length, segments })}
      </UnstyledButton>
      {opened && (
        <ol className={classes.list} aria-label={t('preview')}>
          {pieces.map(({ text, segments: own, encoding, file }, index) => (
            <li key={`${file?.id}.${index}`}>
              <span className={classes.about}>
                {t('piece', { name: file?.name ?? '', length: text.length, segments: own })} · {encoding}
              </span>
              <p>{text}</p>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
