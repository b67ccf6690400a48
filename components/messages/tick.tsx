'use client';

import { IconAlertCircle, IconCheck, IconChecks, IconClock, IconHelpCircle } from '@tabler/icons-react';
import { useFormatter, useTranslations } from 'use-intl';
import type { MessageView } from '@/server/domain/messages/message';
import { CLOCK } from '../shared/clock';
import classes from './tick.module.css';

/**
 * What is known of a message's way, in a sign and in words. Blue only when a receipt said "delivered"
 * (item 56); before that nobody knows, and it does not say so.
 */
export function Tick({ message }: { message: Pick<MessageView, 'status' | 'deliveredAt'> }) {
  const t = useTranslations('messages.bubble');
  const format = useFormatter();
  const delivered = () =>
    message.deliveredAt
      ? t('deliveredAt', { time: format.dateTime(new Date(message.deliveredAt), CLOCK) })
      : t('delivered');
  const size = 15;
  const stroke = 1.75;
  switch (message.status) {
    case 'received':
      return null;
    case 'queued':
    case 'submitting':
      return <Sign icon={<IconClock size={size} stroke={stroke} />} text={t('sending')} quiet />;
    case 'submitted':
      return <Sign icon={<IconCheck size={size} stroke={stroke} />} text={t('submitted')} quiet />;
    case 'sent':
      return <Sign icon={<IconChecks size={size} stroke={stroke} />} text={t('sent')} />;
    case 'delivered':
      return <Sign icon={<IconChecks size={size} stroke={stroke} />} text={delivered()} tone="delivered" />;
    case 'undelivered':
    case 'failed':
      return <Sign icon={<IconAlertCircle size={size} stroke={stroke} />} text={t('failed')} tone="danger" />;
    case 'unknown':
      return <Sign icon={<IconHelpCircle size={size} stroke={stroke} />} text={t('unknown')} tone="honey" />;
  }
}

interface SignProps {
  icon: React.ReactNode;
  text: string;
  tone?: 'delivered' | 'danger' | 'honey';
  /** The sign says enough to who sees it; the words are for who hears it and for the pointer. */
  quiet?: boolean;
}

function Sign({ icon, text, tone, quiet = false }: SignProps) {
  return (
    <span className={classes.tick} data-tone={tone} title={quiet ? text : undefined}>
      {icon}
      <span className={quiet ? 'w-spoken' : undefined}>{text}</span>
    </span>
  );
}
