'use client';

import { Modal, Select, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getCountries, getCountryCallingCode } from 'libphonenumber-js/max';
import { useMemo, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { formatNumber } from '@/server/domain/numbers/format-number';
import { parsePhoneNumber } from '@/server/domain/numbers/phone-number';
import { useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import { FormEnd } from '../shared/form-end';
import { useInboxPlace } from '../shared/inbox-place';
import { NumberField } from '../shared/number-field';
import { conversationListsKey } from '../shared/query-keys';
import { useSession } from '../shared/session';
import { showToast } from '../shared/toast';

interface CreateConversationProps {
  /** The conversation is open now. */
  onCreated: () => void;
  onCancel: () => void;
}

/** The dialog of items 46 to 52: one phone number, one Service, Create conversation. */
export function CreateConversation({ onCreated, onCancel }: CreateConversationProps) {
  const t = useTranslations('conversations.create');
  const { organization, services } = useSession();
  const client = useApiClient();
  const queries = useQueryClient();
  const { go } = useInboxPlace();
  const available = services.filter(({ number }) => number);
  const [country, setCountry] = useState(organization.region);
  const [number, setNumber] = useState('');
  const [serviceId, setServiceId] = useState<string | null>(
    available.length === 1 ? (available[0]?.id ?? null) : null,
  );
  const [left, setLeft] = useState(false);
  const [tried, setTried] = useState(false);
  const reading = useMemo(
    () => (number.trim() === '' ? null : parsePhoneNumber(number, country)),
    [number, country],
  );

  const creation = useMutation({
    mutationFn: (input: { to: string; serviceId: string }) =>
      client.conversations.create.mutate({ ...input, country }),
    onSuccess: ({ conversationId, joined }) => {
      if (joined) void showToast({ message: t('joined') });
      void queries.invalidateQueries({ queryKey: conversationListsKey });
      go({ conversationId });
      onCreated();
    },
  });
  // Nobody is told off in the middle of a number: a fault shows once the field is left.
  const numberFault = reading ? (left || tried) && !reading.ok && reading.message : tried && t('needNumber');
  const serviceMissing = tried && !serviceId;

  return (
    <Modal opened onClose={onCancel} title={t('title')} size={440}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (reading?.ok && serviceId) creation.mutate({ to: reading.e164, serviceId });
        }}
      >
        <Stack gap={16}>
          <NumberField
            beside={
              <Select
                label={t('country')}
                data={useCountries()}
                value={country}
                onChange={(value) => value && setCountry(value)}
                searchable
                allowDeselect={false}
                comboboxProps={{ width: 260, position: 'bottom-start' }}
              />
            }
            label={t('number')}
            value={number}
            onChange={(value) => {
              setNumber(value);
              creation.reset();
            }}
            onLeave={() => setLeft(true)}
            fault={numberFault}
            said={reading?.ok ? t('willText', { number: formatNumber(reading.e164) }) : t('numberHint')}
          />
          <Select
            label={t('service')}
            placeholder={t('servicePick')}
            description={serviceMissing ? undefined : t('serviceHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            data={serviceGroups(available, t('own'), t('others'))}
            value={serviceId}
            onChange={setServiceId}
            error={serviceMissing && t('needService')}
            allowDeselect={false}
          />
          <FormEnd
            refusal={creation.error && readApiError(creation.error).message}
            cancel={t('cancel')}
            submit={t('submit')}
            busy={creation.isPending}
            disabled={Boolean(numberFault)}
            onCancel={onCancel}
          />
        </Stack>
      </form>
    </Modal>
  );
}

/** One's own Services first; without others there is nothing to tell apart. */
function serviceGroups(
  services: { id: string; name: string; isMember: boolean }[],
  own: string,
  others: string,
) {
  const options = (isMember: boolean) =>
    services
      .filter((service) => service.isMember === isMember)
      .map(({ id, name }) => ({ value: id, label: name }));
  return [
    { group: own, items: options(true) },
    { group: others, items: options(false) },
  ].filter(({ items }) => items.length > 0);
}

/** All countries by name, with their calling codes. */
function useCountries() {
  const locale = useLocale();
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'region' });
    return getCountries()
      .map((code) => ({
        value: code as string,
        label: `${names.of(code) ?? code} +${getCountryCallingCode(code)}`,
      }))
      .toSorted((a, b) => a.label.localeCompare(b.label, locale));
  }, [locale]);
}
