'use client';

import { ActionIcon, Button, Group, Menu, Modal, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowMerge, IconDots, IconTrash } from '@tabler/icons-react';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ContactView } from '@/server/domain/contacts/contact';
import { useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import { contactsKey } from '../shared/query-keys';
import { useSession } from '../shared/session';
import { showToast } from '../shared/toast';

/** What is done with a whole contact: made one with another, or deleted. */
export function ContactMenu({ contact }: { contact: ContactView }) {
  const t = useTranslations('contacts');
  const { user } = useSession();
  const [asking, setAsking] = useState<'merge' | 'delete' | null>(null);
  const close = () => setAsking(null);
  return (
    <>
      <Menu position="bottom-end" width={180}>
        <Menu.Target>
          <ActionIcon aria-label={`${contact.name}: ${t('merge')}, ${t('delete')}`}>
            <IconDots size={18} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconArrowMerge size={16} stroke={1.75} />}
            onClick={() => setAsking('merge')}
          >
            {t('merge')}
          </Menu.Item>
          <Menu.Item
            disabled={user.role === 'agent'}
            leftSection={<IconTrash size={16} stroke={1.75} />}
            onClick={() => setAsking('delete')}
          >
            {t('delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asking === 'merge' && <MergeDialog contact={contact} onClose={close} />}
      {asking === 'delete' && <DeleteDialog contact={contact} onClose={close} />}
    </>
  );
}

interface DialogProps {
  contact: ContactView;
  onClose: () => void;
}

function useChange(onClose: () => void) {
  const queries = useQueryClient();
  return (change: Promise<unknown>) =>
    change
      .then(() => queries.invalidateQueries({ queryKey: contactsKey }))
      .catch((error: unknown) => showToast({ fault: true, message: readApiError(error).message }))
      .finally(onClose);
}

function MergeDialog({ contact, onClose }: DialogProps) {
  const t = useTranslations('contacts');
  const client = useApiClient();
  const change = useChange(onClose);
  const [q, setQ] = useState('');
  const [otherId, setOtherId] = useState<string | null>(null);
  const [asked] = useDebouncedValue(q, 150);
  const { data } = useQuery({
    queryKey: [...contactsKey, 'merge', asked],
    queryFn: () => client.contacts.list.query({ q: asked, limit: 20 }),
    placeholderData: keepPreviousData,
  });
  const others = (data?.items ?? []).filter(({ id }) => id !== contact.id);
  return (
    <Modal opened onClose={onClose} title={t('mergeTitle', { name: contact.name })} size={440}>
      <Select
        data-autofocus
        searchable
        label={t('mergeWith')}
        description={t('mergeHint', { name: contact.name })}
        data={others.map(({ id, name, numbers }) => ({
          value: id,
          label: [name, ...numbers.map(({ customer }) => customer)].join(' · '),
        }))}
        // What fits was found on the server, by names and digits alike.
        filter={({ options }) => options}
        searchValue={q}
        onSearchChange={setQ}
        value={otherId}
        onChange={setOtherId}
      />
      <Group justify="flex-end" gap={8} mt={16}>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button
          disabled={!otherId}
          onClick={() => otherId && change(client.contacts.merge.mutate({ keepId: contact.id, otherId }))}
        >
          {t('merge')}
        </Button>
      </Group>
    </Modal>
  );
}

function DeleteDialog({ contact, onClose }: DialogProps) {
  const t = useTranslations('contacts');
  const client = useApiClient();
  const change = useChange(onClose);
  return (
    <Modal opened onClose={onClose} title={t('deleteTitle')}>
      <p>
        <strong>{contact.name}</strong>
      </p>
      <p>{t('deleteText')}</p>
      <Group justify="flex-end" gap={8}>
        <Button variant="default" data-autofocus onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button onClick={() => change(client.contacts.delete.mutate({ id: contact.id }))}>
          {t('delete')}
        </Button>
      </Group>
    </Modal>
  );
}
