'use client';

import { ActionIcon, Tooltip } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconArrowLeft, IconMessageOff } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { HandsetSummary, ReachableNumber } from '@/server/domain/simulator/handset';
import classes from './phone.module.css';
import { PhoneComposer } from './phone-composer';
import { PhoneThread } from './phone-thread';
import { Placeholder } from './placeholders';
import { StatusBar } from './status-bar';
import { ToLine } from './to-line';
import { useWrite } from './use-write';

interface PhoneProps {
  handset: HandsetSummary;
  numbers: readonly ReachableNumber[];
  /** Whom it writes to, as the address says; else whom it heard from last. */
  to: string | null;
  onChooseNumber: (e164: string) => void;
  onBack: () => void;
  onShowBehaviour: () => void;
}

/** A handset as its owner holds it: their own texts stand on the right. */
export function Phone({ handset, numbers, to, onChooseNumber, onBack, onShowBehaviour }: PhoneProps) {
  const t = useTranslations('simulator');
  const { write, again } = useWrite();
  const wanted = to ?? handset.lastMessage?.peer;
  const number = numbers.find(({ e164 }) => e164 === wanted) ?? numbers[0];
  return (
    <section className={classes.phone} aria-label={t('phoneOf', { name: handset.name })}>
      <span className={classes.volume} aria-hidden />
      <span className={classes.power} aria-hidden />
      <div className={classes.screen}>
        <StatusBar />
        <header className={classes.head}>
          <Tooltip label={t('back')}>
            <ActionIcon className={classes.back} aria-label={t('back')} onClick={onBack}>
              <IconArrowLeft size={18} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
          <ToLine numbers={numbers} number={number} onChoose={onChooseNumber} />
          <Tooltip label={t('behaviour')}>
            <ActionIcon className={classes.behaviour} aria-label={t('behaviour')} onClick={onShowBehaviour}>
              <IconAdjustmentsHorizontal size={18} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        </header>
        {number ? (
          <>
            <PhoneThread handsetId={handset.id} number={number} onAgain={again} />
            <PhoneComposer
              key={number.e164}
              handsetId={handset.id}
              onSend={(text, files) => write({ handsetId: handset.id, to: number.e164, text, files })}
            />
          </>
        ) : (
          <Placeholder
            icon={<IconMessageOff size={32} stroke={1.5} />}
            title={t('noNumbers')}
            hint={t('noNumbersHint')}
          />
        )}
        <div className={classes.home} aria-hidden />
      </div>
    </section>
  );
}
