'use client';

import { Button, FileInput, Group, Modal, Select, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { IMPORT_BYTES } from '@/server/domain/contacts/inputs';
import { useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import { useFormatNumber } from '../shared/customer-number';
import { contactsKey } from '../shared/query-keys';
import { useSession } from '../shared/session';
import { showToast } from '../shared/toast';
import classes from './import-dialog.module.css';

/** The regions that texting is offered in come first; the organization's own is chosen. */
const COUNTRIES = ['US', 'CA', 'GB', 'BE', 'CZ', 'DE', 'DK', 'ES', 'FR', 'IT', 'LT', 'PL', 'SE', 'SG'];

/** Contacts from a file: first what would happen, with the rows that cannot be taken, then the deed. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('contacts');
  const client = useApiClient();
  const queries = useQueryClient();
  const { organization } = useSession();
  const [file, setFile] = useState<File | null>(null);
  const [country, setCountry] = useState(organization.region);
  const run = useMutation({
    mutationFn: async ({ commit }: { commit: boolean }) =>
      client.contacts.import.mutate({ data: await base64(file), country, commit }),
    onSuccess: async (result, { commit }) => {
      if (!commit) return;
      void showToast({ message: t('imported', { count: result.added }) });
      await queries.invalidateQueries({ queryKey: contactsKey });
      onClose();
    },
  });
  const plan = run.data;
  const tooLarge = file !== null && file.size > IMPORT_BYTES;
  const names = new Intl.DisplayNames('en', { type: 'region' });
  const countries = [...new Set([organization.region, ...COUNTRIES])];
  return (
    <Modal opened onClose={onClose} title={t('importTitle')} size={560}>
      <Stack gap={14}>
        <FileInput
          data-autofocus
          label={t('chooseFile')}
          description={t('importHint')}
          accept=".csv,.vcf,.vcard,text/csv,text/vcard,text/plain"
          value={file}
          onChange={(chosen) => {
            setFile(chosen);
            run.reset();
          }}
          error={tooLarge && t('importHint')}
        />
        <Select
          label={t('country')}
          data={countries.map((code) => ({ value: code, label: names.of(code) ?? code }))}
          value={country}
          allowDeselect={false}
          onChange={(value) => {
            if (value) setCountry(value);
            run.reset();
          }}
        />
        {run.error && (
          <p className={classes.fault} role="alert">
            {readApiError(run.error).message}
          </p>
        )}
        {plan && <Plan plan={plan} />}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          {plan && plan.added > 0 ? (
            <Button loading={run.isPending} onClick={() => run.mutate({ commit: true })}>
              {t('commit', { count: plan.added })}
            </Button>
          ) : (
            <Button
              loading={run.isPending}
              disabled={!file || tooLarge}
              onClick={() => run.mutate({ commit: false })}
            >
              {t('check')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

interface PlanProps {
  plan: {
    added: number;
    known: number;
    faultCount: number;
    faults: { line: number; message: string }[];
    sample: { line: number; name: string; numbers: { customer: string }[] }[];
  };
}

function Plan({ plan }: PlanProps) {
  const t = useTranslations('contacts');
  const formatNumber = useFormatNumber();
  return (
    <div className={classes.plan}>
      <p aria-live="polite">
        <strong>{t('would', { count: plan.added })}</strong> {t('known', { count: plan.known })}
      </p>
      {plan.sample.length > 0 && (
        <ul className={classes.rows}>
          {plan.sample.map(({ line, name, numbers }) => (
            <li key={line}>
              <span>{name}</span>
              <span className={classes.number}>
                {numbers.map(({ customer }) => formatNumber(customer)).join(', ')}
              </span>
            </li>
          ))}
        </ul>
      )}
      {plan.faultCount > 0 && (
        <>
          <p>
            <strong>{t('faults', { count: plan.faultCount })}</strong>
          </p>
          <ul className={classes.rows}>
            {plan.faults.map(({ line, message }) => (
              <li key={line}>
                <span className={classes.line}>{t('line', { line })}</span>
                <span className={classes.why}>{message}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

async function base64(file: File | null): Promise<string> {
  const bytes = new Uint8Array((await file?.arrayBuffer()) ?? new ArrayBuffer(0));
  let text = '';
  // In pieces: a function takes no five million arguments.
  for (let at = 0; at < bytes.length; at += 32_768) {
    text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  }
  return btoa(text);
}
