'use client';

import { useTranslations } from 'use-intl';
import type { ConversationDetail } from '@/server/domain/conversations/conversation';
import { matchPeople } from '@/server/domain/messages/mentions';
import { licenceSuffices } from '@/server/domain/users/roles';
import { useSession } from '../shared/session';
import { type MenuKeys, Suggestions } from './suggestions';
import { useSees } from './use-sees';

interface MentionMenuProps {
  conversation: ConversationDetail;
  query: string;
  keys: MenuKeys;
  onPick: (name: string) => void;
  onClose: () => void;
}

/** At most so many are shown; who wants another types on. */
const SHOWN = 8;

/** Colleagues by name. Who does not see the conversation can be named if they can be brought in. */
export function MentionMenu({ conversation, query, keys, onPick, onClose }: MentionMenuProps) {
  const t = useTranslations('messages');
  const { people, user } = useSession();
  const sees = useSees(conversation);
  const found = matchPeople(
    query,
    people.filter(({ id, active }) => active && id !== user.id),
  ).slice(0, SHOWN);
  return (
    <Suggestions
      label={t('note.mention')}
      items={found.map((person) => ({
        id: person.id,
        label: person.name,
        hint: sees(person) ? undefined : t('note.cannotSee'),
        disabledReason: sees(person) || licenceSuffices(person.licence) ? null : t('people.licence'),
      }))}
      keys={keys}
      onPick={(id) => {
        const person = found.find((one) => one.id === id);
        if (person) onPick(person.name);
      }}
      onClose={onClose}
    />
  );
}
