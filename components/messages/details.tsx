'use client';

import { ActionIcon, UnstyledButton } from '@mantine/core';
import {
  IconBan,
  IconCircleCheck,
  IconHandStop,
  IconHistory,
  IconMessageOff,
  IconPencil,
  IconTag,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { type ReactNode, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { ConversationDetail } from '@/server/domain/conversations/conversation';
import { useApiClient } from '../shared/api';
import { useFormatNumber } from '../shared/customer-number';
import { contactKey, conversationOptions } from '../shared/query-keys';
import { useServiceOf, useSession } from '../shared/session';
import { useNow } from '../shared/use-now';
import { useTriage } from '../shared/use-triage';
import { PersonAvatar } from '../ui/avatar';
import { Chip } from '../ui/chip';
import classes from './details.module.css';
import { localTime } from './local-time';
import { Members } from './members';
import { useZonesOf } from './use-zones-of';

const ConsentDialog = dynamic(() => import('./consent-dialog').then((module) => module.ConsentDialog), {
  ssr: false,
});
const ContactDialog = dynamic(
  () => import('../shared/contact-dialog').then((module) => module.ContactDialog),
  { ssr: false },
);
const LabelDialog = dynamic(() => import('./label-dialog').then((module) => module.LabelDialog), {
  ssr: false,
});

/** The customer, whether they may be texted, and who takes part. */
export function Details({ conversationId }: { conversationId: string }) {
  const t = useTranslations('messages.context');
  const format = useFormatter();
  const formatNumber = useFormatNumber();
  const { data: conversation } = useQuery(conversationOptions(useApiClient(), conversationId));
  const service = useServiceOf(conversation?.serviceId ?? null);
  const [editing, setEditing] = useState(false);
  const [asking, setAsking] = useState(false);
  if (!conversation) return <aside className={classes.panel} aria-label={t('label')} />;
  return (
    <aside className={classes.panel} aria-label={t('label')}>
      <div className={classes.customer}>
        <PersonAvatar name={conversation.customerName} size={52} />
        <div className={classes.names}>
          <h3 className={classes.name}>
            <UnstyledButton
              className={classes.nameButton}
              title={t(conversation.customerName ? 'editThem' : 'nameThem')}
              onClick={() => setEditing(true)}
            >
              {conversation.customerName ?? formatNumber(conversation.customer)}
              <IconPencil size={14} stroke={1.75} />
            </UnstyledButton>
          </h3>
          <p className={classes.since}>
            {t('since', {
              date: format.dateTime(new Date(conversation.createdAt), { month: 'short', year: 'numeric' }),
            })}
          </p>
        </div>
      </div>
      <dl className={classes.facts}>
        <Fact name={t('number')}>
          <span className="w-number">{formatNumber(conversation.customer)}</span>
        </Fact>
        <LocalTime number={conversation.customer} />
        {service && (
          <Fact name={t('service')}>
            <span className={classes.dot} style={{ background: `var(--w-service-${service.color})` }} />
            {service.name}
          </Fact>
        )}
        <Labels conversation={conversation} />
        <Fact name={t('consent')}>
          <Consent conversation={conversation} />
          <ActionIcon
            size="sm"
            aria-label={t('consentHistory')}
            title={t('consentHistory')}
            onClick={() => setAsking(true)}
          >
            <IconHistory size={14} stroke={1.75} />
          </ActionIcon>
        </Fact>
      </dl>
      <ContactNotes customer={conversation.customer} known={conversation.customerName !== null} />
      <Members conversation={conversation} />
      {asking && <ConsentDialog conversation={conversation} onClose={() => setAsking(false)} />}
      {editing && <ContactDialog customer={conversation.customer} onClose={() => setEditing(false)} />}
    </aside>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Nobody wants a text in the middle of their night. */
function LocalTime({ number }: { number: string }) {
  const t = useTranslations('messages.context');
  const zones = useZonesOf(number);
  const now = useNow();
  const time = localTime(zones, now);
  return time && <Fact name={t('localTime')}>{time}</Fact>;
}

function Consent({ conversation }: { conversation: ConversationDetail }) {
  const t = useTranslations('messages.context');
  const size = { size: 16, stroke: 1.75 };
  if (conversation.blocked) return <State tone="danger" icon={<IconBan {...size} />} text={t('blocked')} />;
  if (conversation.optedOut)
    return <State tone="danger" icon={<IconHandStop {...size} />} text={t('optedOut')} />;
  if (!conversation.replyable) return <State icon={<IconMessageOff {...size} />} text={t('noReplies')} />;
  return <State tone="ok" icon={<IconCircleCheck {...size} />} text={t('mayText')} />;
}

function State({ icon, text, tone }: { icon: ReactNode; text: string; tone?: 'danger' | 'ok' }) {
  return (
    <span className={classes.state} data-tone={tone}>
      {icon}
      {text}
    </span>
  );
}

/** What is written down about the customer, and their fields. */
function ContactNotes({ customer, known }: { customer: string; known: boolean }) {
  const t = useTranslations('messages.context');
  const client = useApiClient();
  const { data: contact } = useQuery({
    queryKey: contactKey(customer),
    queryFn: () => client.contacts.of.query({ customer }),
    enabled: known,
  });
  if (!contact || (contact.notes === '' && Object.keys(contact.fields).length === 0)) return null;
  return (
    <section className={classes.section}>
      <h4 className={classes.heading}>{t('notes')}</h4>
      {contact.notes && <p className={classes.notes}>{contact.notes}</p>}
      <dl className={classes.facts}>
        {Object.entries(contact.fields).map(([key, value]) => (
          <Fact key={key} name={key}>
            {value}
          </Fact>
        ))}
      </dl>
    </section>
  );
}

function Labels({ conversation }: { conversation: ConversationDetail }) {
  const t = useTranslations('messages.context');
  const { labels } = useSession();
  const triage = useTriage(conversation);
  const [editing, setEditing] = useState(false);
  return (
    <Fact name={t('labels')}>
      <span className={classes.labels}>
        {labels
          .filter(({ id }) => conversation.labelIds.includes(id))
          .map(({ id, name, color }) => (
            <Chip key={id} dot={`var(--w-service-${color})`}>
              {name}
            </Chip>
          ))}
        <ActionIcon
          size="sm"
          aria-label={t('editLabels')}
          title={t('editLabels')}
          onClick={() => setEditing(true)}
        >
          <IconTag size={14} stroke={1.75} />
        </ActionIcon>
      </span>
      {editing && (
        <LabelDialog conversation={conversation} triage={triage} onClose={() => setEditing(false)} />
      )}
    </Fact>
  );
}
