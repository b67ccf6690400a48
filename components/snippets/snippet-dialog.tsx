'use client';

import { Button, Modal, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { uuidv7 } from 'uuidv7';
import type { Snippet } from '@/server/domain/snippets/snippet';
import { useApiClient } from '../shared/api';
import { snippetsKey } from '../shared/query-keys';
import { useSession } from '../shared/session';
import classes from './snippet-dialog.module.css';
import { SnippetForm } from './snippet-form';

/** All snippets that I may use, to change, delete and add to. */
export function SnippetDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('snippets');
  const client = useApiClient();
  const { data, isError } = useQuery({
    queryKey: snippetsKey,
    queryFn: () => client.snippets.list.query(),
  });
  const [edited, setEdited] = useState<Snippet | null>(null);
  const [opened, setOpened] = useState(true);
  const title = !edited ? t('title') : edited.version === 0 ? t('new') : t('edit', { name: edited.name });
  return (
    <Modal
      opened={opened}
      onClose={() => setOpened(false)}
      onExitTransitionEnd={onClose}
      title={title}
      size={560}
    >
      {isError && <p role="alert">{t('failed')}</p>}
      {edited ? (
        <SnippetForm snippet={edited} onDone={() => setEdited(null)} />
      ) : (
        <SnippetList snippets={data ?? null} onChoose={setEdited} />
      )}
    </Modal>
  );
}

interface ListProps {
  /** Null while they are loaded. */
  snippets: readonly Snippet[] | null;
  onChoose: (snippet: Snippet) => void;
}

function SnippetList({ snippets, onChoose }: ListProps) {
  const t = useTranslations('snippets');
  return (
    <>
      {snippets?.length === 0 && <p className={classes.none}>{t('none')}</p>}
      <ul className={classes.list}>
        {snippets?.map((snippet) => (
          <li key={snippet.id}>
            <UnstyledButton className={classes.item} onClick={() => onChoose(snippet)}>
              <span className={classes.name}>
                {snippet.name}
                {snippet.shortcut && <kbd className={classes.shortcut}>/{snippet.shortcut}</kbd>}
                <ScopeName snippet={snippet} />
              </span>
              <span className={classes.text}>{snippet.text}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      <Button mt={12} data-autofocus onClick={() => onChoose(blank())}>
        {t('new')}
      </Button>
    </>
  );
}

function ScopeName({ snippet }: { snippet: Snippet }) {
  const t = useTranslations('snippets.scopes');
  const { services } = useSession();
  const service = services.find(({ id }) => id === snippet.serviceId)?.name ?? '';
  return <span className={classes.scope}>{t(snippet.scope, { service })}</span>;
}

function blank(): Snippet {
  return {
    id: uuidv7(),
    scope: 'personal',
    serviceId: null,
    ownerId: null,
    name: '',
    shortcut: null,
    text: '',
    version: 0,
  };
}
