'use client';

import {
  ActionIcon,
  Button,
  Group,
  Loader,
  Modal,
  MultiSelect,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { uuidv7 } from 'uuidv7';
import { CONTACT_LIMITS, type ContactNumber, type ContactView } from '@/server/domain/contacts/contact';
import { useApiClient } from './api';
import { readApiError } from './api-error';
import classes from './contact-dialog.module.css';
import { contactKey, contactsKey } from './query-keys';
import { useSession } from './session';

interface ContactDialogProps {
  /** Whose contact it is, or would be. */
  customer: string | null;
  /** The contact itself where it is known already. */
  contact?: ContactView;
  onClose: () => void;
}

/** Who a customer is: name, numbers, notes, labels, and whatever else one wants to know (item 77). */
export function ContactDialog({ customer, contact, onClose }: ContactDialogProps) {
  const t = useTranslations('contacts');
  const client = useApiClient();
  const asked = useQuery({
    queryKey: contactKey(customer ?? ''),
    queryFn: () => client.contacts.of.query({ customer: customer ?? '' }),
    enabled: !contact && customer !== null,
    staleTime: 0,
  });
  const known = contact ?? asked.data ?? null;
  const ready = contact !== undefined || customer === null || asked.isFetchedAfterMount;
  return (
    <Modal opened onClose={onClose} title={t(known ? 'edit' : 'create')} size={480}>
      {ready ? (
        <ContactForm key={known?.id} known={known} customer={customer} onClose={onClose} />
      ) : (
        <Loader size="sm" aria-label={t('loading')} />
      )}
    </Modal>
  );
}

interface FormProps {
  known: ContactView | null;
  customer: string | null;
  onClose: () => void;
}

function ContactForm({ known, customer, onClose }: FormProps) {
  const t = useTranslations('contacts');
  const client = useApiClient();
  const queries = useQueryClient();
  const { labels, organization } = useSession();
  const [id] = useState(() => known?.id ?? uuidv7());
  const [name, setName] = useState(known?.name ?? '');
  const [notes, setNotes] = useState(known?.notes ?? '');
  const [numbers, setNumbers] = useState<ContactNumber[]>(
    known?.numbers ?? [{ customer: customer ?? '', label: '' }],
  );
  const [fields, setFields] = useState<Field[]>(Object.entries(known?.fields ?? {}));
  const [labelIds, setLabelIds] = useState(known?.labelIds ?? []);
  const saving = useMutation({
    mutationFn: () =>
      client.contacts.save.mutate({
        id,
        version: known?.version ?? 0,
        name,
        notes,
        labelIds,
        numbers: numbers.filter((number) => number.customer.trim() !== ''),
        fields: Object.fromEntries(fields.filter(([key]) => key.trim() !== '')),
        country: organization.region,
      }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: contactsKey });
      onClose();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate();
      }}
    >
      <Stack gap={14}>
        <TextInput
          data-autofocus
          label={t('name')}
          required
          maxLength={CONTACT_LIMITS.name}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Numbers numbers={numbers} known={known} onChange={setNumbers} />
        <Textarea
          label={t('notes')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={CONTACT_LIMITS.notes}
          value={notes}
          onChange={(event) => setNotes(event.currentTarget.value)}
        />
        {labels.length > 0 && (
          <MultiSelect
            label={t('labels')}
            data={labels.map((label) => ({ value: label.id, label: label.name }))}
            value={labelIds}
            onChange={setLabelIds}
          />
        )}
        <Fields fields={fields} onChange={setFields} />
        {saving.error && (
          <p className={classes.fault} role="alert">
            {readApiError(saving.error).message}
          </p>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={saving.isPending} disabled={name.trim() === ''}>
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface ListProps<Item> {
  onChange: (items: Item[]) => void;
}

interface NumbersProps extends ListProps<ContactNumber> {
  numbers: ContactNumber[];
  known: ContactView | null;
}

function Numbers({ numbers, known, onChange }: NumbersProps) {
  const t = useTranslations('contacts');
  const stateOf = ({ customer }: ContactNumber) => {
    if (known?.blocked.includes(customer)) return t('blocked');
    return known?.optedOut.includes(customer) ? t('optedOut') : null;
  };
  const change = (at: number, part: Partial<ContactNumber>) =>
    onChange(numbers.map((number, place) => (place === at ? { ...number, ...part } : number)));
  return (
    <fieldset className={classes.group}>
      <legend>{t('numbers')}</legend>
      {numbers.map((number, at) => (
        <div key={`${at} of ${numbers.length}`} className={classes.pair}>
          <TextInput
            aria-label={t('number')}
            type="tel"
            value={number.customer}
            description={stateOf(number)}
            inputWrapperOrder={['input', 'description']}
            onChange={(event) => change(at, { customer: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t('numberLabel')}
            placeholder={t('numberLabel')}
            maxLength={CONTACT_LIMITS.label}
            value={number.label}
            onChange={(event) => change(at, { label: event.currentTarget.value })}
          />
          <Remove label={t('removeNumber')} onClick={() => onChange(numbers.toSpliced(at, 1))} />
        </div>
      ))}
      <More label={t('addNumber')} onClick={() => onChange([...numbers, { customer: '', label: '' }])} />
    </fieldset>
  );
}

type Field = [string, string];

function Fields({ fields, onChange }: ListProps<Field> & { fields: Field[] }) {
  const t = useTranslations('contacts');
  const change = (at: number, field: Field) =>
    onChange(fields.map((other, place) => (place === at ? field : other)));
  return (
    <fieldset className={classes.group}>
      <legend>{t('fields')}</legend>
      {fields.map(([key, value], at) => (
        <div key={`${at} of ${fields.length}`} className={classes.pair}>
          <TextInput
            aria-label={t('fieldName')}
            placeholder={t('fieldName')}
            maxLength={40}
            value={key}
            onChange={(event) => change(at, [event.currentTarget.value, value])}
          />
          <TextInput
            aria-label={t('fieldValue')}
            placeholder={t('fieldValue')}
            maxLength={CONTACT_LIMITS.field}
            value={value}
            onChange={(event) => change(at, [key, event.currentTarget.value])}
          />
          <Remove label={t('removeField')} onClick={() => onChange(fields.toSpliced(at, 1))} />
        </div>
      ))}
      <More label={t('addField')} onClick={() => onChange([...fields, ['', '']])} />
    </fieldset>
  );
}

function Remove({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <ActionIcon aria-label={label} title={label} onClick={onClick}>
      <IconX size={16} stroke={1.75} />
    </ActionIcon>
  );
}

function More({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      color="ink"
      leftSection={<IconPlus size={14} stroke={2} />}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}
