'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import classes from './composer.module.css';
import { useFill } from './use-fill';

interface VariablesNoteProps {
  conversation: ConversationView;
  text: string;
  onChange: (text: string) => void;
}

/** Variables that still stand in a text: those with a value are filled in by a click, the others are named. */
export function VariablesNote({ conversation, text, onChange }: VariablesNoteProps) {
  const t = useTranslations('messages.snippets');
  const filled = useFill(conversation)(text);
  return (
    <p className={classes.note} data-tone="danger" role="alert">
      {filled.unresolved.length > 0
        ? t('unresolved', { names: filled.unresolved.map((name) => `“${name}”`).join(', ') })
        : t('variables')}
      {filled.text !== text && (
        <>
          {' '}
          <Button size="compact-xs" variant="default" onClick={() => onChange(filled.text)}>
            {t('fillIn')}
          </Button>
        </>
      )}
    </p>
  );
}
