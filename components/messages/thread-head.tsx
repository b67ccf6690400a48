'use client';

import { ActionIcon } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { ConversationDetail } from '@/server/domain/conversations/conversation';
import { useFormatNumber } from '../shared/customer-number';
import { useInboxPlace } from '../shared/inbox-place';
import { useServiceOf } from '../shared/session';
import { Chip } from '../ui/chip';
import { AssignMenu } from './assign-menu';
import { DetailsButton } from './details-button';
import { MoreMenu } from './more-menu';
import { PeopleThere } from './people-there';
import classes from './thread-head.module.css';

/** Who this is about, who takes care of it, and what else can be done. */
export function ThreadHead({ conversation, name }: { conversation: ConversationDetail; name: string }) {
  const t = useTranslations('messages');
  const formatNumber = useFormatNumber();
  const { go } = useInboxPlace();
  const service = useServiceOf(conversation.serviceId);
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
        <h2 className={classes.name}>{name}</h2>
        <p className={classes.line}>
          {conversation.customerName && (
            <>
              <span className={classes.number}>{formatNumber(conversation.customer)}</span>
              {service && <span aria-hidden>·</span>}
            </>
          )}
          {service && (
            <>
              <span className={classes.dot} style={{ background: `var(--w-service-${service.color})` }} />
              {service.name}
            </>
          )}
          {conversation.hasSms && <Chip>{t('head.sms')}</Chip>}
        </p>
      </div>
      <PeopleThere conversationId={conversation.id} />
      <AssignMenu conversation={conversation} />
      <DetailsButton conversationId={conversation.id} />
      <MoreMenu conversation={conversation} />
    </header>
  );
}
