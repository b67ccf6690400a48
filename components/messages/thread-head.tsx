'use client';

import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowLeft, IconLayoutSidebarRight } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { ConversationDetail } from '@/server/domain/conversations/conversation';
import { useFormatNumber } from '../shared/customer-number';
import { useInboxPlace } from '../shared/inbox-place';
import { useServiceOf } from '../shared/session';
import { Chip } from '../ui/chip';
import { AssignMenu } from './assign-menu';
import { MoreMenu } from './more-menu';
import classes from './thread-head.module.css';
import { useDetailsShown } from './use-details-shown';

/** Who this is about, who takes care of it, and what else can be done. */
export function ThreadHead({ conversation, name }: { conversation: ConversationDetail; name: string }) {
  const t = useTranslations('messages');
  const formatNumber = useFormatNumber();
  const { go } = useInboxPlace();
  const service = useServiceOf(conversation.serviceId);
  const [details, toggleDetails] = useDetailsShown();
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
      <AssignMenu conversation={conversation} />
      <Tooltip label={details ? t('head.hideDetails') : t('head.details')}>
        <ActionIcon
          className={classes.details}
          aria-pressed={details}
          aria-label={t('head.details')}
          onClick={toggleDetails}
        >
          <IconLayoutSidebarRight size={18} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <MoreMenu conversation={conversation} />
    </header>
  );
}
