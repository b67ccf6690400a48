'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { ConversationDetail } from '@/server/domain/conversations/conversation';
import { readMentions, withMentions } from '@/server/domain/messages/mentions';
import { licenceSuffices } from '@/server/domain/users/roles';
import { usePeople, useSession } from '../shared/session';
import { useTriage } from '../shared/use-triage';
import classes from './composer.module.css';
import { useSees } from './use-sees';

/** Who is named in a note that they could not read: they can be brought in before it is saved. */
export function NamedOutsiders({ conversation, text }: { conversation: ConversationDetail; text: string }) {
  const t = useTranslations('messages.note');
  const { people } = useSession();
  const known = usePeople();
  const sees = useSees(conversation);
  const { addPeople } = useTriage(conversation);
  const outside = readMentions(withMentions(text, people))
    .flatMap((id) => known.get(id) ?? [])
    .filter((person) => !sees(person));
  return outside.map(({ id, name, active, licence }) => (
    <p key={id} className={classes.note}>
      {t('outside', { name })}{' '}
      {active && licenceSuffices(licence) && (
        <Button size="compact-xs" variant="default" onClick={() => void addPeople([id])}>
          {t('addThem', { name })}
        </Button>
      )}
    </p>
  ));
}
