'use client';

import { ActionIcon, Button } from '@mantine/core';
import {
  IconAlarmSnooze,
  IconArrowBackUp,
  IconArrowLeft,
  IconCheck,
  IconDots,
  IconUserCheck,
} from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { lazy, type Ref, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ConversationDetail } from '@/server/domain/conversations/conversation';
import { useFormatNumber } from '../shared/customer-number';
import { useInboxPlace } from '../shared/inbox-place';
import { usePerson, useServiceOf, useSession } from '../shared/session';
import { type Triage, useTriage } from '../shared/use-triage';
import { Chip } from '../ui/chip';
import { LazyMenu } from '../ui/lazy-menu';
import { DetailsButton } from './details-button';
import { PeopleThere } from './people-there';
import classes from './thread-head.module.css';
import { ThreadTitle } from './thread-title';
import { TriageActions } from './triage-actions';
import type { TriageDialog } from './triage-dialogs';

const loadAssign = () => import('./assign-menu');
const AssignMenu = lazy(() => loadAssign().then((module) => ({ default: module.AssignMenu })));
const loadSnooze = () => import('../shared/snooze-popover');
const SnoozePopover = lazy(() => loadSnooze().then((module) => ({ default: module.SnoozePopover })));
const loadMore = () => import('./more-menu');
const MoreMenu = lazy(() => loadMore().then((module) => ({ default: module.MoreMenu })));
const TriageDialogs = dynamic(() => import('./triage-dialogs').then((module) => module.TriageDialogs), {
  ssr: false,
});

interface HeadProps {
  conversation: ConversationDetail;
  name: string;
}

/** Who this is about, who takes care of it, and what else can be done. */
export function ThreadHead({ conversation, name }: HeadProps) {
  const t = useTranslations('messages');
  const { go } = useInboxPlace();
  const triage = useTriage(conversation);
  const [dialog, setDialog] = useState<TriageDialog | null>(null);
  const assignButton = useRef<HTMLButtonElement>(null);
  const snoozeButton = useRef<HTMLButtonElement>(null);
  const more = (
    <ActionIcon aria-label={t('head.more')}>
      <IconDots size={18} stroke={1.75} />
    </ActionIcon>
  );
  return (
    <header className={classes.head}>
      <ActionIcon
        className={classes.back}
        aria-label={t('thread.back')}
        onClick={() => go({ conversationId: null })}
      >
        <IconArrowLeft size={18} stroke={1.75} />
      </ActionIcon>
      <div className={classes.who}>
        <ThreadTitle conversation={conversation} name={name} triage={triage} />
        <SecondLine conversation={conversation} />
      </div>
      <PeopleThere conversationId={conversation.id} />
      {conversation.kind === 'service' && (
        <AssignButton ref={assignButton} conversation={conversation} triage={triage} />
      )}
      <StateButtons ref={snoozeButton} conversation={conversation} triage={triage} />
      <DetailsButton conversationId={conversation.id} />
      <LazyMenu button={more} preload={loadMore}>
        <MoreMenu button={more} muted={conversation.muted} />
      </LazyMenu>
      <TriageActions
        conversation={conversation}
        triage={triage}
        onDialog={setDialog}
        onAssign={() => assignButton.current?.click()}
        onSnooze={() => snoozeButton.current?.click()}
      />
      {dialog && (
        <TriageDialogs
          shown={dialog}
          conversation={conversation}
          triage={triage}
          onClose={() => setDialog(null)}
        />
      )}
    </header>
  );
}

/** What tells this conversation apart from others of the same name. */
function SecondLine({ conversation }: { conversation: ConversationDetail }) {
  const t = useTranslations('messages.head');
  const formatNumber = useFormatNumber();
  const { numbers } = useSession();
  const service = useServiceOf(conversation.serviceId);
  const ours = numbers.find(({ id }) => id === conversation.numberId);
  const named = conversation.title ?? conversation.customerName;
  return (
    <p className={classes.line}>
      {named && (
        <>
          {conversation.title && conversation.customerName && (
            <span className={classes.customer}>{conversation.customerName}</span>
          )}
          <span className={classes.number}>{formatNumber(conversation.customer)}</span>
          <span aria-hidden>·</span>
        </>
      )}
      {service ? (
        <>
          <span className={classes.dot} style={{ background: `var(--w-service-${service.color})` }} />
          <span className={classes.service}>{service.name}</span>
        </>
      ) : (
        ours && <span className={classes.service}>{t('via', { number: formatNumber(ours.e164) })}</span>
      )}
      {conversation.hasSms && (
        <span className={classes.tag}>
          <Chip>{t('sms')}</Chip>
        </span>
      )}
    </p>
  );
}

interface ButtonProps {
  /** The button whose menu a key opens. */
  ref: Ref<HTMLButtonElement>;
  conversation: ConversationDetail;
  triage: Triage;
}

function AssignButton({ ref, conversation, triage }: ButtonProps) {
  const t = useTranslations('messages.head');
  const assignee = usePerson(conversation.assigneeId);
  const button = (
    <Button
      ref={ref}
      size="xs"
      variant="default"
      className={classes.assign}
      leftSection={<IconUserCheck size={16} stroke={1.75} />}
    >
      {assignee?.name ?? t('assign')}
    </Button>
  );
  return (
    <LazyMenu button={button} preload={loadAssign}>
      <AssignMenu button={button} conversation={conversation} triage={triage} />
    </LazyMenu>
  );
}

/** The end of a case, or its pause; of what was put away, the way back. */
function StateButtons({ ref, conversation, triage }: ButtonProps) {
  const t = useTranslations('messages.head');
  if (conversation.state !== 'open') {
    return (
      <Button
        size="xs"
        variant="default"
        className={classes.state}
        leftSection={<IconArrowBackUp size={16} stroke={1.75} />}
        onClick={() => triage.setState({ state: 'open' })}
      >
        {t('reopen')}
      </Button>
    );
  }
  const snooze = (
    <ActionIcon ref={ref} aria-label={t('snooze')} title={t('snooze')}>
      <IconAlarmSnooze size={18} stroke={1.75} />
    </ActionIcon>
  );
  return (
    <>
      <Button
        size="xs"
        variant="default"
        className={classes.state}
        leftSection={<IconCheck size={16} stroke={1.75} />}
        onClick={() => triage.setState({ state: 'done' })}
      >
        {t('done')}
      </Button>
      <LazyMenu button={snooze} preload={loadSnooze} popup="dialog">
        <SnoozePopover
          button={snooze}
          position="bottom-end"
          defaultOpened
          onSnooze={(until) => void triage.setState({ state: 'snoozed', until })}
        />
      </LazyMenu>
    </>
  );
}
