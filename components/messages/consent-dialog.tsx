'use client';

import { Button, Group, Modal, Radio, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { uuidv7 } from 'uuidv7';
import type { ConversationDetail } from '@/server/domain/conversations/conversation';
import type { ConsentEntry, ConsentKind } from '@/server/domain/opt-outs/consent';
import { useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import { CLOCK } from '../shared/clock';
import { useFormatNumber } from '../shared/customer-number';
import { useInboxPlace } from '../shared/inbox-place';
import { usePerson } from '../shared/session';
import classes from './consent-dialog.module.css';

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;

interface ConsentDialogProps {
  conversation: ConversationDetail;
  onClose: () => void;
}

/** What the customer said about being texted, and how we know; what they say elsewhere is written down here. */
export function ConsentDialog({ conversation, onClose }: ConsentDialogProps) {
  const t = useTranslations('messages.consent');
  const client = useApiClient();
  const { id: conversationId } = conversation;
  const { go } = useInboxPlace();
  const [opened, setOpened] = useState(true);
  const show = (at: number) => {
    setOpened(false);
    go({ conversationId, at });
  };
  const { data, isError, refetch } = useQuery({
    queryKey: ['consent', conversationId],
    queryFn: () => client.optOuts.history.query({ conversationId }),
    staleTime: 0,
  });
  return (
    <Modal
      opened={opened}
      onClose={() => setOpened(false)}
      onExitTransitionEnd={onClose}
      title={t('title')}
      size={520}
    >
      {isError && <p role="alert">{t('failed')}</p>}
      {data?.length === 0 && <p className={classes.none}>{t('none')}</p>}
      <ol className={classes.entries}>
        {data?.map((entry) => (
          <Entry key={entry.id} entry={entry} onShow={show} />
        ))}
      </ol>
      <RecordForm conversation={conversation} onRecorded={() => void refetch()} />
    </Modal>
  );
}

function Entry({ entry, onShow }: { entry: ConsentEntry; onShow: (seq: number) => void }) {
  const t = useTranslations('messages.consent');
  const format = useFormatter();
  const formatNumber = useFormatNumber();
  const person = usePerson(entry.recordedById);
  const { messageSeq } = entry;
  return (
    <li className={classes.entry} data-kind={entry.kind}>
      <p className={classes.what}>
        {t(`kinds.${entry.kind}`)}
        <span className={classes.how}>
          {' · '}
          {person ? t('by', { name: person.name }) : t(`sources.${entry.source}`)}
        </span>
      </p>
      {entry.evidence && <p className={classes.evidence}>{entry.evidence}</p>}
      <p className={classes.when}>
        {format.dateTime(new Date(entry.at), { ...DAY, ...CLOCK })}
        {entry.e164 && ` · ${t('to', { number: formatNumber(entry.e164) })}`}
        {messageSeq !== null && (
          <Button size="compact-xs" variant="subtle" color="ink" onClick={() => onShow(messageSeq)}>
            {t('show')}
          </Button>
        )}
      </p>
    </li>
  );
}

function RecordForm({
  conversation,
  onRecorded,
}: {
  conversation: ConversationDetail;
  onRecorded: () => void;
}) {
  const t = useTranslations('messages.consent');
  const client = useApiClient();
  const queries = useQueryClient();
  const kinds: ConsentKind[] = conversation.optedOut ? ['opted_in'] : ['opted_out', 'consent_given'];
  const [chosen, setChosen] = useState<ConsentKind | null>(null);
  const [evidence, setEvidence] = useState('');
  const [id, setId] = useState(uuidv7);
  const kind = chosen && kinds.includes(chosen) ? chosen : (kinds[0] ?? 'opted_out');
  const record = useMutation({
    mutationFn: () => client.optOuts.record.mutate({ id, conversationId: conversation.id, kind, evidence }),
    onSuccess: () => {
      setEvidence('');
      setId(uuidv7());
      onRecorded();
      void queries.invalidateQueries({ queryKey: ['conversations'] });
    },
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        record.mutate();
      }}
    >
      <Radio.Group
        label={t('record')}
        value={kind}
        onChange={(value) => setChosen(kinds.find((one) => one === value) ?? null)}
      >
        <Group mt={6} gap={16}>
          {kinds.map((one) => (
            <Radio key={one} value={one} label={t(`choices.${one}`)} />
          ))}
        </Group>
      </Radio.Group>
      <Textarea
        mt={10}
        label={t('evidence')}
        description={t('evidenceHint')}
        autosize
        minRows={2}
        maxLength={500}
        value={evidence}
        onChange={(event) => setEvidence(event.currentTarget.value)}
        error={record.isError ? readApiError(record.error).message : null}
      />
      <Group justify="flex-end" mt={12}>
        <Button type="submit" loading={record.isPending} disabled={evidence.trim() === ''}>
          {t('save')}
        </Button>
      </Group>
    </form>
  );
}
