'use client';

import { Button, Group, Modal, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import { networkKey } from './simulator-queries';

/** The button that makes a handset, with its dialog. */
export function NewHandset({ onMade }: { onMade: (handsetId: string) => void }) {
  const t = useTranslations('simulator');
  const client = useApiClient();
  const queries = useQueryClient();
  const [opened, { open, close }] = useDisclosure(false);
  const [name, setName] = useState('');
  const making = useMutation({
    mutationFn: () => client.simulator.create.mutate({ name }),
    onSuccess: async (handset) => {
      await queries.invalidateQueries({ queryKey: networkKey });
      setName('');
      close();
      onMade(handset.id);
    },
  });
  return (
    <>
      <Button size="sm" leftSection={<IconPlus size={18} stroke={1.75} />} onClick={open}>
        {t('newHandset')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('newHandset')} size="sm">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() !== '' && !making.isPending) making.mutate();
          }}
        >
          <TextInput
            label={t('name')}
            placeholder={t('namePlaceholder')}
            description={t('newHint')}
            maxLength={40}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {making.isError && (
            <Text role="alert" c="var(--w-danger)" size="sm" mt="xs">
              {readApiError(making.error).message}
            </Text>
          )}
          <Group justify="flex-end" mt="md" gap="xs">
            <Button variant="default" onClick={close}>
              {t('cancel')}
            </Button>
            <Button type="submit" disabled={name.trim() === ''} loading={making.isPending}>
              {t('create')}
            </Button>
          </Group>
        </form>
      </Modal>
    </>
  );
}
