import {
  IconAlarmSnooze,
  IconAlertCircle,
  IconBan,
  IconBellOff,
  IconCalendarTime,
  IconCheck,
  IconClock,
  IconHandStop,
  IconLock,
  IconPencil,
} from '@tabler/icons-react';
import { useFormatter, useTranslations } from 'use-intl';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { CLOCK } from '../shared/clock';
import { useFormatNumber } from '../shared/customer-number';
import { usePerson, useServiceOf, useSession } from '../shared/session';
import { initialsOf } from '../ui/avatar';
import { Chip } from '../ui/chip';
import classes from './conversation-row.module.css';
import { waitingSince } from './row-words';

interface ChipsProps {
  conversation: ConversationView;
  /** Messages that did not go and that the line above does not speak of. */
  failedBefore: number;
  now: number;
  /** Only what is urgent: no Service, assignee, clock or label. */
  compact: boolean;
}

/** What waits to be done in a conversation, and for whom; one line, whatever it says. */
export function RowChips({ conversation, failedBefore, now, compact }: ChipsProps) {
  const t = useTranslations('conversations');
  const { needsReplySince, blocked, optedOut, state, hasDraft } = conversation;
  // Who may not be answered does not wait for an answer.
  const waiting =
    needsReplySince && state === 'open' && !blocked && !optedOut ? waitingSince(needsReplySince, now) : null;
  return (
    <div className={classes.chips} data-compact={compact}>
      {!compact && <PlaceChips conversation={conversation} />}
      {hasDraft && <Chip icon={<IconPencil size={13} stroke={1.75} />}>{t('list.draft')}</Chip>}
      {blocked && (
        <Chip tone="danger" icon={<IconBan size={13} stroke={1.75} />}>
          {t('list.blocked')}
        </Chip>
      )}
      {optedOut && (
        <Chip tone="danger" icon={<IconHandStop size={13} stroke={1.75} />}>
          {t('list.optedOut')}
        </Chip>
      )}
      {failedBefore > 0 && (
        <Chip tone="danger" icon={<IconAlertCircle size={13} stroke={1.75} />}>
          {t('list.failedBefore', { count: failedBefore })}
        </Chip>
      )}
      {waiting && (
        <Chip tone="honey" icon={<IconClock size={13} stroke={1.75} />}>
          <span className="w-spoken">{t('list.waits')} </span>
          <span suppressHydrationWarning>{t(`waiting.${waiting.unit}`, { count: waiting.count })}</span>
        </Chip>
      )}
    </div>
  );
}

/** Where a conversation belongs, and how it stands there. */
function PlaceChips({ conversation }: { conversation: ConversationView }) {
  const t = useTranslations('conversations');
  const { state, snoozedUntil, scheduledCount, muted, labelIds } = conversation;
  const format = useFormatter();
  const service = useServiceOf(conversation.serviceId);
  const assignee = usePerson(conversation.assigneeId);
  // What is over or can only be read is nobody's to take.
  const isToBeGiven = state !== 'done' && !conversation.retired;
  return (
    <>
      {service ? (
        <Chip dot={`var(--w-service-${service.color})`}>{service.name}</Chip>
      ) : (
        <OurNumber numberId={conversation.numberId} />
      )}
      {conversation.retired && <Chip icon={<IconLock size={13} stroke={1.75} />}>{t('list.retired')}</Chip>}
      {state === 'snoozed' && (
        <Chip icon={<IconAlarmSnooze size={13} stroke={1.75} />}>
          {snoozedUntil
            ? format.dateTime(new Date(snoozedUntil), { weekday: 'short', ...CLOCK })
            : t('list.untilReply')}
        </Chip>
      )}
      {state === 'done' && <Chip icon={<IconCheck size={13} stroke={1.75} />}>{t('list.done')}</Chip>}
      {conversation.kind === 'service' && (assignee || isToBeGiven) && (
        <Chip>
          {assignee ? (
            <>
              <span aria-hidden>{initialsOf(assignee.name)}</span>
              <span className="w-spoken">{assignee.name}</span>
            </>
          ) : (
            t('list.unassigned')
          )}
        </Chip>
      )}
      {scheduledCount > 0 && (
        <Chip icon={<IconCalendarTime size={13} stroke={1.75} />}>
          <span className="w-spoken">{t('list.scheduled')} </span>
          {scheduledCount}
        </Chip>
      )}
      {muted && (
        <Chip icon={<IconBellOff size={13} stroke={1.75} />}>
          <span className="w-spoken">{t('list.muted')}</span>
        </Chip>
      )}
      <Labels labelIds={labelIds} />
    </>
  );
}

/** A ring for each, as in the rail: names would push away what waits to be done. They are read out, and in the tip. */
function Labels({ labelIds }: { labelIds: readonly string[] }) {
  const shown = useSession().labels.filter(({ id }) => labelIds.includes(id));
  if (shown.length === 0) return null;
  const names = shown.map(({ name }) => name).join(', ');
  return (
    <span className={classes.labels} title={names}>
      {shown.map(({ id, color }) => (
        <i key={id} className={classes.ring} style={{ borderColor: `var(--w-service-${color})` }} />
      ))}
      <span className="w-spoken">{names}</span>
    </span>
  );
}

/** A direct conversation is known by the number of ours that it is held with (item 36). */
function OurNumber({ numberId }: { numberId: string }) {
  const formatNumber = useFormatNumber();
  const ours = useSession().numbers.find(({ id }) => id === numberId);
  return ours && <Chip>{formatNumber(ours.e164)}</Chip>;
}
