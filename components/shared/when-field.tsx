'use client';

import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { parseWhen } from '@/server/domain/conversations/parse-when';
import { CLOCK } from './clock';
import { useSession } from './session';
import classes from './when-field.module.css';

/** A moment in words; says how it is understood, or that it is not. */
export function WhenField({ onChoose, now }: { onChoose: (at: Date) => void; now: Date }) {
  const t = useTranslations('messages.when');
  const format = useFormatter();
  const { organization } = useSession();
  const [words, setWords] = useState('');
  const when = parseWhen(words, now, organization.timeZone);
  const said =
    words.trim() === ''
      ? t('hint')
      : 'at' in when
        ? format.dateTime(when.at, { weekday: 'long', day: 'numeric', month: 'long', ...CLOCK })
        : t(when.fault);
  return (
    <form
      className={classes.field}
      onSubmit={(event) => {
        event.preventDefault();
        if ('at' in when) onChoose(when.at);
      }}
    >
      <TextInput
        size="xs"
        aria-label={t('words')}
        placeholder={t('placeholder')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <p className={classes.said} aria-live="polite">
        {said}
      </p>
    </form>
  );
}
