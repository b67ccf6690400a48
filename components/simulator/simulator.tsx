'use client';

import { Drawer } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useApiClient } from '../shared/api';
import { BehaviourPanel } from './behaviour-panel';
import { HandsetList } from './handset-list';
import { Phone } from './phone';
import { NoHandsets, NotLoaded } from './placeholders';
import classes from './simulator.module.css';
import { networkOptions } from './simulator-queries';
import { useSimulatorPlace } from './use-simulator-place';

/**
 * The handsets of the simulated carrier: which there are, one of them as its owner holds it, and how it
 * behaves. Narrow windows show the behaviour in a sheet, phones one pane at a time.
 */
export function Simulator({ connection }: { connection: ReactNode }) {
  const t = useTranslations('simulator');
  const { handsetId, to, go } = useSimulatorPlace();
  const { data, isError, refetch } = useQuery(networkOptions(useApiClient()));
  const [sheet, { open, close }] = useDisclosure(false);
  const onPhone = useMediaQuery('(max-width: 767px)');
  if (!data) return isError ? <NotLoaded again={() => void refetch()} /> : null;

  const handset = data.handsets.find(({ id }) => id === handsetId) ?? data.handsets[0];
  return (
    <div className={classes.frame} data-open={handsetId ? 'phone' : 'list'}>
      <HandsetList
        handsets={data.handsets}
        openId={handset?.id ?? null}
        chosen={handsetId !== null}
        onOpen={(id) => go({ handsetId: id, to: null })}
        connection={connection}
      />
      <main className={classes.stage}>
        {handset ? (
          <Phone
            key={handset.id}
            handset={handset}
            numbers={data.numbers}
            to={to}
            onChooseNumber={(number) => go({ handsetId: handset.id, to: number })}
            onBack={() => go({ handsetId: null, to: null })}
            onShowBehaviour={open}
          />
        ) : (
          <NoHandsets onMade={(id) => go({ handsetId: id, to: null })} />
        )}
      </main>
      {handset && (
        <aside className={classes.panel} aria-label={t('behaviour')}>
          <BehaviourPanel handset={handset} />
        </aside>
      )}
      {handset && (
        <Drawer
          classNames={{ content: classes.sheet, title: classes.sheetTitle }}
          opened={sheet}
          onClose={close}
          position={onPhone ? 'bottom' : 'right'}
          size={onPhone ? 'auto' : 376}
          title={handset.name}
        >
          <BehaviourPanel handset={handset} bare />
        </Drawer>
      )}
    </div>
  );
}
