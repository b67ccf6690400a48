'use client';

import { CopyButton, Switch, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import type { HandsetBehaviour, HandsetSummary, SimulatedNetwork } from '@/server/domain/simulator/handset';
import { useApiClient } from '../shared/api';
import { PersonAvatar } from '../ui/avatar';
import classes from './behaviour-panel.module.css';
import { networkKey } from './simulator-queries';

const SWITCHES = [
  'slow',
  'fails',
  'landline',
  'noReceipts',
  'deliversTwice',
  'receiptsOutOfOrder',
  'losesFiles',
  'liesAboutTypes',
] as const satisfies (keyof HandsetBehaviour)[];

/** Who has the handset, and the switches for what goes wrong with it. `bare`: its sheet names it already. */
export function BehaviourPanel({ handset, bare = false }: { handset: HandsetSummary; bare?: boolean }) {
  const t = useTranslations('simulator');
  const turn = useTurn(handset);
  return (
    <div className={classes.panel} data-bare={bare}>
      {!bare && (
        <div className={classes.person}>
          <PersonAvatar name={handset.name} size={56} />
          <h2 className={classes.name}>{handset.name}</h2>
        </div>
      )}
      <CopyNumber handset={handset} />
      <h3 className={classes.heading}>{t('behaviour')}</h3>
      <p className={classes.hint}>{t('behaviourHint')}</p>
      <div className={classes.switches}>
        {SWITCHES.map((name) => (
          <Switch
            key={name}
            className={classes.switch}
            labelPosition="left"
            withThumbIndicator={false}
            size="md"
            color="var(--w-primary)"
            label={t(`switches.${name}`)}
            description={t(`switches.${name}Hint`)}
            checked={handset.behaviour[name]}
            onChange={(event) => turn({ [name]: event.currentTarget.checked })}
          />
        ))}
      </div>
    </div>
  );
}

function CopyNumber({ handset }: { handset: HandsetSummary }) {
  const t = useTranslations('simulator');
  return (
    <CopyButton value={handset.number}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t('copied') : t('copy')}>
          <button type="button" className={classes.number} onClick={copy}>
            {handset.display}
            {copied ? (
              <IconCheck size={16} stroke={1.75} aria-hidden />
            ) : (
              <IconCopy size={16} stroke={1.75} aria-hidden />
            )}
            <span className="w-spoken" aria-live="polite">
              {copied ? t('copied') : t('copy')}
            </span>
          </button>
        </Tooltip>
      )}
    </CopyButton>
  );
}

/** Turns switches: on the screen at once, back again when the server refuses. */
function useTurn({ id, behaviour }: HandsetSummary) {
  const client = useApiClient();
  const queries = useQueryClient();
  const show = (shown: HandsetBehaviour) =>
    queries.setQueryData<SimulatedNetwork>(
      networkKey,
      (network) =>
        network && {
          ...network,
          handsets: network.handsets.map((handset) =>
            handset.id === id ? { ...handset, behaviour: shown } : handset,
          ),
        },
    );
  const { mutate } = useMutation({
    mutationFn: (wanted: HandsetBehaviour) =>
      client.simulator.setBehaviour.mutate({ handsetId: id, behaviour: wanted }),
    onMutate: (wanted) => void show(wanted),
    onError: () => void queries.invalidateQueries({ queryKey: networkKey }),
  });
  return (change: Partial<HandsetBehaviour>) => mutate({ ...behaviour, ...change });
}
