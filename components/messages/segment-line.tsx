'use client';

import { UnstyledButton } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { SegmentCount } from '@/server/domain/messages/segments';
import { MESSAGE_LIMIT, normaliseText } from '@/server/domain/messages/text';
import { transliterate } from '@/server/domain/messages/transliterate';
import classes from './segment-line.module.css';

interface SegmentLineProps {
  text: string;
  parts: SegmentCount;
  onChange: (text: string) => void;
  /** What stands to the right of the count. */
  children: ReactNode;
}

/** How long the text is, what it becomes on its way, and which character makes it dear. */
export function SegmentLine({ text, parts, onChange, children }: SegmentLineProps) {
  const t = useTranslations('messages.composer');
  const length = normaliseText(text).length;
  const swaps = parts.culprits.filter(({ replacement }) => replacement !== null);
  const [first] = swaps;
  const plain = transliterate(text);
  return (
    <>
      {first && plain !== text && (
        <div className={classes.culprit}>
          <IconBulb size={16} stroke={1.75} />
          <span className={classes.why}>{t('culprit', { char: first.char })}</span>
          <UnstyledButton className={classes.swap} onClick={() => onChange(plain)}>
            {swaps.length > 1
              ? t('replaceAll')
              : first.replacement === ''
                ? t('drop')
                : t('use', { char: first.replacement ?? '' })}
          </UnstyledButton>
        </div>
      )}
      <div className={classes.line}>
        <span className={classes.count} data-over={length > MESSAGE_LIMIT}>
          <strong>{length}</strong>/{MESSAGE_LIMIT} · {t('segments', { count: parts.segments })}
          <span className={classes.encoding}> · {parts.encoding}</span>
        </span>
        {children}
      </div>
    </>
  );
}
