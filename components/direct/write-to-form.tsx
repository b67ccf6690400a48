'use client';

import { Select, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { formatNumber } from '@/server/domain/numbers/format-number';
import { parsePhoneNumber } from '@/server/domain/numbers/phone-number';
import { useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import { FormEnd } from '../shared/form-end';
import { NumberField } from '../shared/number-field';
import { useSession } from '../shared/session';
import { showToast } from '../shared/toast';

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
        <NumberField
          label={t('number')}
          value={number}
          onChange={(value) => {
            setNumber(value);
            opening.reset();
          }}
          onLeave={() => number.trim() !== '' && setTried(true)}
          fault={fault}
          said={
            reading?.ok
              ? t('willText', { number: formatNumber(reading.e164) })
              : t('numberHint', { country: countryName })
          }
        />
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
        <FormEnd
          refusal={opening.error && readApiError(opening.error).message}
          cancel={t('cancel')}
          submit={t('submit')}
          busy={opening.isPending}
          onCancel={onCancel}
        />
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
