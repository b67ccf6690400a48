'use client';

import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { type SaveSnippetInput, saveSnippetInput } from '@/server/domain/snippets/inputs';
import { lintSnippet } from '@/server/domain/snippets/lint-snippet';
import type { Snippet } from '@/server/domain/snippets/snippet';
import { VARIABLE_NAMES } from '@/server/domain/snippets/variables';
import { useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import { snippetsKey } from '../shared/query-keys';
import { useSession } from '../shared/session';
import classes from './snippet-dialog.module.css';

/** One snippet to write: what it costs each time it is sent, and which character makes it dear. */
export function SnippetForm({ snippet, onDone }: { snippet: Snippet; onDone: () => void }) {
  const t = useTranslations('snippets');
  const client = useApiClient();
  const queries = useQueryClient();
  const [name, setName] = useState(snippet.name);
  const [shortcut, setShortcut] = useState(snippet.shortcut ?? '');
  const [text, setText] = useState(snippet.text);
  const [place, setPlace] = useState<string>(snippet.serviceId ?? snippet.scope);
  const [fault, setFault] = useState<string | null>(null);
  const done = () => {
    void queries.invalidateQueries({ queryKey: snippetsKey });
    onDone();
  };
  const onError = (error: unknown) => setFault(readApiError(error).message);
  const save = useMutation({
    mutationFn: (input: SaveSnippetInput) => client.snippets.save.mutate(input),
    onSuccess: done,
    onError,
  });
  const remove = useMutation({
    mutationFn: () => client.snippets.delete.mutate({ id: snippet.id }),
    onSuccess: done,
    onError,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const scope = place === 'personal' || place === 'organization' ? place : 'service';
    const read = saveSnippetInput.safeParse({
      id: snippet.id,
      version: snippet.version,
      scope,
      serviceId: scope === 'service' ? place : null,
      name,
      shortcut: shortcut.trim() === '' ? null : shortcut,
      text,
    });
    setFault(read.success ? null : (read.error.issues[0]?.message ?? ''));
    if (read.success) save.mutate(read.data);
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        data-autofocus
        label={t('name')}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('shortcut')}
        description={t('shortcutHint')}
        maxLength={30}
        value={shortcut}
        onChange={(event) => setShortcut(event.currentTarget.value)}
      />
      <div>
        <Textarea
          label={t('text')}
          autosize
          minRows={3}
          maxRows={10}
          maxLength={1000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Lint text={text} onChange={setText} />
        <p className={classes.hint}>
          {t('variables', { names: VARIABLE_NAMES.join(', '), example: '{{contact.first_name|there}}' })}
        </p>
      </div>
      <ScopeSelect value={place} onChange={setPlace} disabled={snippet.version > 0} />
      {fault && (
        <p className={classes.fault} role="alert">
          {fault}
        </p>
      )}
      <div className={classes.answers}>
        {snippet.version > 0 ? (
          <Button variant="subtle" color="red" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('remove')}
          </Button>
        ) : (
          <span />
        )}
        <Button variant="default" onClick={onDone}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}

function Lint({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const t = useTranslations('snippets');
  if (text.trim() === '') return null;
  const { segments, encoding, plainSegments, plainText, culprits, tooLong } = lintSnippet(text);
  const [culprit] = culprits;
  return (
    <p className={classes.hint} aria-live="polite">
      {t('segments', { count: segments, encoding })}
      {tooLong && <span className={classes.fault}> {t('tooLong')}</span>}
      {culprit && plainSegments < segments && (
        <>
          {' '}
          {t('culprit', { char: culprit.char, count: segments, instead: plainSegments })}{' '}
          <Button size="compact-xs" variant="default" onClick={() => onChange(plainText)}>
            {t('plain')}
          </Button>
        </>
      )}
    </p>
  );
}

interface ScopeSelectProps {
  value: string;
  onChange: (value: string) => void;
  disabled: boolean;
}

/** Whose it is: mine, one of my Services', or, for supervisors, everybody's. */
function ScopeSelect({ value, onChange, disabled }: ScopeSelectProps) {
  const t = useTranslations('snippets');
  const { services, user } = useSession();
  const data = [
    { value: 'personal', label: t('scopes.personal') },
    ...services
      .filter(({ id, isMember }) => isMember || user.role !== 'agent' || id === value)
      .map(({ id, name }) => ({ value: id, label: t('scopes.service', { service: name }) })),
    ...(user.role !== 'agent' || value === 'organization'
      ? [{ value: 'organization', label: t('scopes.organization') }]
      : []),
  ];
  return (
    <Select
      label={t('scope')}
      data={data}
      value={value}
      allowDeselect={false}
      disabled={disabled}
      onChange={(chosen) => onChange(chosen ?? 'personal')}
    />
  );
}
