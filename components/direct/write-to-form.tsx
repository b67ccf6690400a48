'use client';

import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { formatNumber } from '@/server/domain/numbers/format-number';
import { parsePhoneNumber } from '@/server/domain/numbers/phone-number';
import { useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import { useSession } from '../shared/session';
import { showToast } from '../shared/toast';
import classes from './write-to-form.module.css';

/** In place of a Service: one's own office number. */
const OWN = 'own';

interface WriteToFormProps {
  /** What the field holds at first. */
  to: string;
  /** Lets one choose a Service's number too; otherwise it is one's own. */
  choose: boolean;
  onOpened: (conversationId: string) => void;
  onCancel: () => void;
}

/** A telephone number and which number of ours writes to it: opens the conversation of the two. */
export function WriteToForm({ to, choose, onOpened, onCancel }: WriteToFormProps) {
  const t = useTranslations('direct');
  const client = useApiClient();
  const { organization } = useSession();
  const sources = useSources();
  const [number, setNumber] = useState(to);
  const [from, setFrom] = useState(choose ? (sources.length === 1 ? sources[0]?.value : null) : OWN);
  const [tried, setTried] = useState(to !== '');
  const verdictId = useId();
  const countryName = new Intl.DisplayNames(useLocale(), { type: 'region' }).of(organization.region) ?? '';
  const reading = number.trim() === '' ? null : parsePhoneNumber(number, organization.region);
  const opening = useMutation({
    mutationFn: (input: { to: string; from: string }) => {
      const line = { to: input.to, country: organization.region };
      return input.from === OWN
        ? client.conversations.createDirect.mutate(line)
        : client.conversations.create.mutate({ ...line, serviceId: input.from });
    },
    onSuccess: ({ conversationId, joined }) => {
      if (joined) void showToast({ message: t('joined') });
      onOpened(conversationId);
    },
  });
  const refusal = opening.error && readApiError(opening.error).message;
  const fault = tried && (reading ? !reading.ok && reading.message : t('needNumber'));
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (reading?.ok && from) opening.mutate({ to: reading.e164, from });
      }}
    >
      <Stack gap={16}>
        <TextInput
          label={t('number')}
          type="tel"
          inputMode="tel"
          autoComplete="off"
          data-autofocus
          value={number}
          onChange={(event) => {
            setNumber(event.currentTarget.value);
            opening.reset();
          }}
          onBlur={() => number.trim() !== '' && setTried(true)}
          error={Boolean(fault)}
          attributes={{ input: { 'aria-describedby': verdictId } }}
        />
        <p
          id={verdictId}
          className={classes.verdict}
          data-tone={fault ? 'danger' : 'plain'}
          aria-live="polite"
        >
          {fault ||
            (reading?.ok
              ? t('willText', { number: formatNumber(reading.e164) })
              : t('numberHint', { country: countryName }))}
        </p>
        {choose && (
          <Select
            label={t('from')}
            placeholder={t('fromPick')}
            data={sources}
            value={from ?? null}
            onChange={setFrom}
            error={tried && !from && t('needFrom')}
            allowDeselect={false}
          />
        )}
        {refusal && (
          <p className={classes.verdict} data-tone="danger" role="alert">
            {refusal}
          </p>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={opening.isPending}>
            {t('submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The numbers of ours that may write: one's own first, then the Services' (item 49). */
function useSources(): { value: string; label: string }[] {
  const t = useTranslations('direct');
  const { services, officeNumber, directBlocked, createBlocked } = useSession();
  const own =
    officeNumber && !directBlocked
      ? [{ value: OWN, label: t('ownNumber', { number: formatNumber(officeNumber) }) }]
      : [];
  if (createBlocked) return own;
  const withNumber = services.flatMap(({ id, name, number }) =>
    number ? [{ value: id, label: `${name} · ${formatNumber(number.e164)}` }] : [],
  );
  return [...own, ...withNumber];
}
