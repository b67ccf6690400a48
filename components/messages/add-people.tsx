'use client';

import { Button, Checkbox, Group, Modal, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ConversationDetail } from '@/server/domain/conversations/conversation';
import { fuzzyScore } from '@/server/domain/search/fuzzy';
import { licenceSuffices } from '@/server/domain/users/roles';
import { useSession } from '../shared/session';
import type { Triage } from '../shared/use-triage';
import { PersonAvatar } from '../ui/avatar';
import classes from './add-people.module.css';

interface AddPeopleProps {
  conversation: ConversationDetail;
  triage: Triage;
  onClose: () => void;
}

/** Colleagues to bring in (item 59). Who cannot be brought in stands there too, with the reason. */
export function AddPeople({ conversation, triage, onClose }: AddPeopleProps) {
  const t = useTranslations('messages.people');
  const { people } = useSession();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<string[]>([]);
  const others = people.filter(
    ({ id, active, name }) =>
      active && !conversation.participantIds.includes(id) && fuzzyScore(query, name) !== null,
  );
  return (
    <Modal opened onClose={onClose} title={t('title')} size={420}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onClose();
          if (chosen.length > 0) void triage.addPeople(chosen);
        }}
      >
        <TextInput
          data-autofocus
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<IconSearch size={16} stroke={1.75} />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <ul className={classes.list}>
          {others.map(({ id, name, licence }) => {
            const may = licenceSuffices(licence);
            return (
              <li key={id}>
                <Checkbox
                  classNames={{ root: classes.person, body: classes.body, labelWrapper: classes.label }}
                  disabled={!may}
                  checked={chosen.includes(id)}
                  onChange={() =>
                    setChosen((before) =>
                      before.includes(id) ? before.filter((other) => other !== id) : [...before, id],
                    )
                  }
                  label={
                    <span className={classes.who}>
                      <PersonAvatar name={name} size={26} />
                      {name}
                      {!may && <span className={classes.why}>{t('licence')}</span>}
                    </span>
                  }
                />
              </li>
            );
          })}
        </ul>
        {others.length === 0 && <p className={classes.empty}>{t('nobody')}</p>}
        <Group justify="flex-end" gap={8} mt={16}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={chosen.length === 0}>
            {t('add', { count: chosen.length })}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
