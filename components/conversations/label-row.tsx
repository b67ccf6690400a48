'use client';

import { ActionIcon, Button, Menu, TextInput, UnstyledButton } from '@mantine/core';
import { IconCheck, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { SERVICE_COLORS } from '@/server/domain/services/service-colors';
import { useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import { useInboxPlace } from '../shared/inbox-place';
import { useSaveLabel } from '../shared/labels/use-save-label';
import { sessionKey } from '../shared/query-keys';
import type { useSession } from '../shared/session';
import classes from './label-manager.module.css';

interface LabelRowProps {
  label: ReturnType<typeof useSession>['labels'][number];
  /** On how many conversations it is, in words. */
  where: string;
}

/** A label whose name and colour are saved as they are changed; deleting asks first, since nothing brings it back. */
export function LabelRow({ label, where }: LabelRowProps) {
  const t = useTranslations('conversations.labelDialog');
  const { save, fault } = useSaveLabel();
  const [name, setName] = useState(label.name);
  const [asking, setAsking] = useState(false);
  const color = SERVICE_COLORS.find((known) => known === label.color) ?? 'blue';
  const rename = () => {
    const wanted = name.trim();
    if (wanted === '') setName(label.name);
    else if (wanted !== label.name) save({ id: label.id, name: wanted, color });
  };
  return (
    <li>
      <div className={classes.row}>
        <ColorMenu
          name={t('color', { name: label.name })}
          color={color}
          onChoose={(chosen) => save({ id: label.id, name: label.name, color: chosen })}
        />
        <TextInput
          className={classes.name}
          aria-label={t('name', { name: label.name })}
          maxLength={30}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          onBlur={rename}
          onKeyDown={(event) => event.key === 'Enter' && rename()}
          error={fault}
        />
        <span className={classes.where}>{where}</span>
        <ActionIcon
          aria-label={t('delete', { name: label.name })}
          title={t('delete', { name: label.name })}
          onClick={() => setAsking(true)}
        >
          <IconTrash size={18} stroke={1.75} />
        </ActionIcon>
      </div>
      {asking && <DeleteQuestion label={label} where={where} onKeep={() => setAsking(false)} />}
    </li>
  );
}

function DeleteQuestion({ label: { id, name }, where, onKeep }: LabelRowProps & { onKeep: () => void }) {
  const t = useTranslations('conversations.labelDialog');
  const client = useApiClient();
  const queries = useQueryClient();
  const { labelId, go } = useInboxPlace();
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => client.labels.delete.mutate({ id }),
    onSuccess: () => {
      // Nobody stays in a list that is no more.
      if (labelId === id) go({ view: 'all', labelId: null });
      return queries.invalidateQueries({ queryKey: sessionKey });
    },
  });
  return (
    <div className={classes.question} role="alert">
      <p>{error ? readApiError(error).message : t('deleteAsk', { name, where })}</p>
      <Button size="compact-sm" loading={isPending} onClick={() => mutate()}>
        {t('deleteYes')}
      </Button>
      <Button size="compact-sm" variant="default" autoFocus onClick={onKeep}>
        {t('keep')}
      </Button>
    </div>
  );
}

type Color = (typeof SERVICE_COLORS)[number];

interface ColorMenuProps {
  name: string;
  color: Color;
  onChoose: (color: Color) => void;
}

function ColorMenu({ name, color, onChoose }: ColorMenuProps) {
  const t = useTranslations('conversations.labelDialog.colors');
  return (
    <Menu position="bottom-start" returnFocus>
      <Menu.Target>
        <UnstyledButton className={classes.color} aria-label={name} title={name}>
          <Dot color={color} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {SERVICE_COLORS.map((one) => (
          <Menu.Item
            key={one}
            leftSection={<Dot color={one} />}
            rightSection={one === color ? <IconCheck size={14} /> : null}
            onClick={() => onChoose(one)}
          >
            {t(one)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Dot({ color }: { color: Color }) {
  return <i className={classes.dot} style={{ background: `var(--w-service-${color})` }} />;
}
