'use client';

import { ActionIcon, Button, Menu, Modal, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconArrowLeft,
  IconBan,
  IconDots,
  IconLayoutSidebarRight,
  IconUserCheck,
  IconUserOff,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ConversationDetail, ConversationShared } from '@/server/domain/conversations/conversation';
import { mergeShared } from '@/server/domain/events/apply-event';
import { useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import { useFormatNumber } from '../shared/customer-number';
import { useInboxPlace } from '../shared/inbox-place';
import { conversationKey } from '../shared/query-keys';
import { usePeople, usePerson, useServiceOf, useSession } from '../shared/session';
import { PersonAvatar } from '../ui/avatar';
import { Chip } from '../ui/chip';
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

/** Changes the conversation and shows the answer at once; the same news changes nothing then. */
function useConversationChange<Input>(change: (input: Input) => Promise<ConversationShared>) {
  const t = useTranslations('messages.head');
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (shared) =>
      queries.setQueryData<ConversationDetail>(
        conversationKey(shared.id),
        (detail) => detail && mergeShared(detail, shared),
      ),
    onError: (error) =>
      notifications.show({ color: 'red', message: t('failed', { reason: readApiError(error).message }) }),
  });
}

function AssignMenu({ conversation }: { conversation: ConversationDetail }) {
  const t = useTranslations('messages.head');
  const client = useApiClient();
  const { user } = useSession();
  const people = usePeople();
  const service = useServiceOf(conversation.serviceId);
  const assignee = usePerson(conversation.assigneeId);
  const { mutate } = useConversationChange((assigneeId: string | null) =>
    client.conversations.assign.mutate({ conversationId: conversation.id, assigneeId }),
  );
  if (!service) return null;
  const others = service.memberIds.filter((id) => id !== user.id).flatMap((id) => people.get(id) ?? []);
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <Button
          variant="default"
          className={classes.assign}
          leftSection={<IconUserCheck size={16} stroke={1.75} />}
        >
          {assignee?.name ?? t('assign')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {service.isMember && conversation.assigneeId !== user.id && (
          <Menu.Item
            leftSection={<PersonAvatar name={user.name} size={22} />}
            onClick={() => mutate(user.id)}
          >
            {t('assignMe')}
          </Menu.Item>
        )}
        <Menu.Label>{t('members', { service: service.name })}</Menu.Label>
        {others.map((person) => (
          <Menu.Item
            key={person.id}
            disabled={person.id === conversation.assigneeId}
            leftSection={<PersonAvatar name={person.name} size={22} />}
            onClick={() => mutate(person.id)}
          >
            {person.name}
          </Menu.Item>
        ))}
        {conversation.assigneeId && (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconUserOff size={16} stroke={1.75} />} onClick={() => mutate(null)}>
              {t('unassign')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function MoreMenu({ conversation }: { conversation: ConversationDetail }) {
  const t = useTranslations('messages.head');
  const client = useApiClient();
  const [asking, setAsking] = useState(false);
  const { mutate } = useConversationChange((blocked: boolean) =>
    client.conversations.block.mutate({ conversationId: conversation.id, blocked }),
  );
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon aria-label={t('more')}>
            <IconDots size={18} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconBan size={16} stroke={1.75} />}
            onClick={() => (conversation.blocked ? mutate(false) : setAsking(true))}
          >
            {conversation.blocked ? t('unblock') : t('block')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={asking} onClose={() => setAsking(false)} title={t('blockTitle')}>
        <p className={classes.question}>{t('blockText')}</p>
        <div className={classes.answers}>
          <Button variant="default" onClick={() => setAsking(false)}>
            {t('cancel')}
          </Button>
          <Button
            onClick={() => {
              setAsking(false);
              mutate(true);
            }}
          >
            {t('blockConfirm')}
          </Button>
        </div>
      </Modal>
    </>
  );
}
