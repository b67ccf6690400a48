'use client';

import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconArrowLeft, IconDownload, IconPlus, IconSearch, IconUpload } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ContactView } from '@/server/domain/contacts/contact';
import { useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import { useFormatNumber } from '../shared/customer-number';
import { contactsKey } from '../shared/query-keys';
import { useSession } from '../shared/session';
import { showToast } from '../shared/toast';
import { PersonAvatar } from '../ui/avatar';
import { Chip } from '../ui/chip';
import { ContactMenu } from './contact-menu';
import classes from './contacts-page.module.css';

const ContactDialog = dynamic(
  () => import('../shared/contact-dialog').then((module) => module.ContactDialog),
  {
    ssr: false,
  },
);
const ImportDialog = dynamic(() => import('./import-dialog').then((module) => module.ImportDialog), {
  ssr: false,
});

type Open = { kind: 'contact'; contact: ContactView | null } | { kind: 'import' } | null;

/** Everybody who has a name. */
export function ContactsPage() {
  const t = useTranslations('contacts');
  const { user } = useSession();
  const client = useApiClient();
  const [q, setQ] = useState('');
  const [open, setOpen] = useState<Open>(null);
  const mayAdminister = user.role !== 'agent';
  return (
    <main className={classes.page}>
      <header className={classes.head}>
        <ActionIcon component="a" href="/inbox" aria-label={t('back')}>
          <IconArrowLeft size={18} stroke={1.75} />
        </ActionIcon>
        <h1 className={classes.title}>{t('title')}</h1>
        <Button
          className={classes.way}
          variant="default"
          disabled={!mayAdminister}
          title={mayAdminister ? undefined : t('notAllowed')}
          leftSection={<IconUpload size={16} stroke={1.75} />}
          onClick={() => setOpen({ kind: 'import' })}
        >
          {t('import')}
        </Button>
        <Button
          className={classes.way}
          variant="default"
          disabled={!mayAdminister}
          title={mayAdminister ? undefined : t('notAllowed')}
          leftSection={<IconDownload size={16} stroke={1.75} />}
          onClick={() =>
            client.contacts.export
              .mutate()
              .then(({ csv }) => download(csv))
              .catch((error: unknown) => showToast({ fault: true, message: readApiError(error).message }))
          }
        >
          {t('export')}
        </Button>
        <Button
          leftSection={<IconPlus size={16} stroke={2} />}
          onClick={() => setOpen({ kind: 'contact', contact: null })}
        >
          {t('create')}
        </Button>
      </header>
      <div className={classes.search}>
        <TextInput
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<IconSearch size={16} stroke={1.75} />}
          value={q}
          onChange={(event) => setQ(event.currentTarget.value)}
        />
      </div>
      <ContactList q={q} onOpen={(contact) => setOpen({ kind: 'contact', contact })} />
      {open?.kind === 'contact' && (
        <ContactDialog
          customer={null}
          {...(open.contact ? { contact: open.contact } : {})}
          onClose={() => setOpen(null)}
        />
      )}
      {open?.kind === 'import' && <ImportDialog onClose={() => setOpen(null)} />}
    </main>
  );
}

function ContactList({ q, onOpen }: { q: string; onOpen: (contact: ContactView) => void }) {
  const t = useTranslations('contacts');
  const client = useApiClient();
  const [asked] = useDebouncedValue(q.trim(), 150);
  const query = useInfiniteQuery({
    queryKey: [...contactsKey, 'list', asked],
    queryFn: ({ pageParam, signal }) =>
      client.contacts.list.query({ q: asked, ...(pageParam ? { after: pageParam } : {}) }, { signal }),
    initialPageParam: null as { name: string; id: string } | null,
    getNextPageParam: (page) => {
      const last = page.items.at(-1);
      return page.more && last ? { name: last.name, id: last.id } : null;
    },
    placeholderData: keepPreviousData,
  });
  const contacts = query.data?.pages.flatMap(({ items }) => items) ?? [];
  if (query.isPending) return null;
  if (query.isError && contacts.length === 0) {
    return (
      <div className={classes.note} role="alert">
        <p>{t('failed')}</p>
        <Button variant="default" onClick={() => void query.refetch()}>
          {t('retry')}
        </Button>
      </div>
    );
  }
  if (contacts.length === 0) {
    return (
      <div className={classes.note}>
        <p className={classes.strong}>{t(asked ? 'notFound' : 'none')}</p>
        {!asked && <p>{t('noneHint')}</p>}
      </div>
    );
  }
  return (
    <>
      <ul className={classes.list}>
        {contacts.map((contact) => (
          <ContactLine key={contact.id} contact={contact} onOpen={() => onOpen(contact)} />
        ))}
      </ul>
      {query.hasNextPage && (
        <div className={classes.more}>
          <Button
            variant="default"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('more')}
          </Button>
        </div>
      )}
    </>
  );
}

function ContactLine({ contact, onOpen }: { contact: ContactView; onOpen: () => void }) {
  const t = useTranslations('contacts');
  const { labels } = useSession();
  const formatNumber = useFormatNumber();
  return (
    <li className={classes.line}>
      <button type="button" className={classes.open} onClick={onOpen}>
        <PersonAvatar name={contact.name} size={34} />
        <span className={classes.name}>{contact.name}</span>
        <span className={classes.numbers}>
          {contact.numbers.map(({ customer }) => formatNumber(customer)).join(', ')}
        </span>
        <span className={classes.labels}>
          {contact.blocked.length > 0 && <Chip tone="danger">{t('blocked')}</Chip>}
          {contact.optedOut.length > 0 && <Chip tone="danger">{t('optedOut')}</Chip>}
          {labels
            .filter(({ id }) => contact.labelIds.includes(id))
            .map(({ id, name, color }) => (
              <Chip key={id} dot={`var(--w-service-${color})`}>
                {name}
              </Chip>
            ))}
        </span>
      </button>
      <ContactMenu contact={contact} />
    </li>
  );
}

function download(csv: string): void {
  // The mark tells spreadsheets that it is UTF-8.
  const url = URL.createObjectURL(new Blob(['\ufeff', csv], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'contacts.csv';
  link.click();
  URL.revokeObjectURL(url);
}
