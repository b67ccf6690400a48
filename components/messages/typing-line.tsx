'use client';

import { useTranslations } from 'use-intl';
import { usePeopleThere } from '../shared/presence';
import { usePeople, useSession } from '../shared/session';
import classes from './typing-line.module.css';

/** Says, above the composer, that a colleague is writing: two answers to one question help nobody. */
export function TypingLine({ conversationId }: { conversationId: string }) {
  const t = useTranslations('messages.presence');
  const people = usePeople();
  const { user } = useSession();
  const [name, other, third] = usePeopleThere(conversationId)
    .filter(({ userId, typing }) => typing && userId !== user.id)
    .flatMap(({ userId }) => people.get(userId)?.name ?? []);
  const text = third
    ? t('typingMany')
    : other && name
      ? t('typingTwo', { name, other })
      : name && t('typing', { name });
  return (
    <output className={classes.line}>
      {text && (
        <>
          <span className={classes.dots} aria-hidden>
            <i />
            <i />
            <i />
          </span>
          {text}
        </>
      )}
    </output>
  );
}
