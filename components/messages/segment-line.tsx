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
  return (
    <>
      <Culprits text={text} parts={parts} onChange={onChange} />
      <div className={classes.line}>
        <span className={classes.count} data-over={length > MESSAGE_LIMIT}>
          <strong>{length}</strong>/{MESSAGE_LIMIT}
          {length > 0 && (
            <>
              <span className={classes.segments}> · {t('segments', { count: parts.segments })}</span>
              <span className={classes.encoding}> · {parts.encoding}</span>
            </>
          )}
        </span>
        {children}
      </div>
    </>
  );
}

/** Names the character that forces Unicode. Swapping is offered where it brings the text back to GSM-7. */
function Culprits({ text, parts, onChange }: Omit<SegmentLineProps, 'children'>) {
  const t = useTranslations('messages.composer');
  const { culprits, segments } = parts;
  const lasting = culprits.find(({ replacement }) => replacement === null);
  const named = lasting ?? culprits[0];
  // What cannot be helped is worth saying only where it costs something.
  if (!named || (lasting && segments === 1)) return null;
  return (
    <div className={classes.culprit}>
      <IconBulb size={16} stroke={1.75} />
      <span className={classes.why}>{t('culprit', { char: named.char })}</span>
      {!lasting && (
        <UnstyledButton className={classes.swap} onClick={() => onChange(transliterate(text))}>
          {culprits.length > 1
            ? t('replaceAll')
            : named.replacement
              ? t('use', { char: named.replacement })
              : t('drop')}
        </UnstyledButton>
      )}
    </div>
  );
}
