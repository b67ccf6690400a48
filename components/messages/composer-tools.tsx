'use client';

import { ActionIcon } from '@mantine/core';
import { IconCalendarClock, IconMoodSmile, IconTextPlus } from '@tabler/icons-react';
import { lazy, type ReactElement, type ReactNode, Suspense, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { useAction, useRunAction } from '../shared/actions';
import { loadAhead } from '../ui/load-ahead';
import classes from './composer.module.css';
import { useScheduling } from './use-scheduling';

const loadEmoji = () => import('./emoji-picker');
const EmojiPicker = lazy(() => loadEmoji().then((module) => ({ default: module.EmojiPicker })));
const loadSchedule = () => import('./schedule-menu');
const ScheduleMenu = lazy(() => loadSchedule().then((module) => ({ default: module.ScheduleMenu })));

interface ComposerToolsProps {
  conversation: ConversationView;
  text: string;
  /** Why text and files cannot be sent later as they are, in a sentence; null = they can. */
  notLater: string | null;
  insert: (text: string) => void;
  onScheduled: () => void;
}

/** What helps to write: emoji, snippets, a later time. */
export function ComposerTools({ conversation, text, notLater, insert, onScheduled }: ComposerToolsProps) {
  const t = useTranslations('messages');
  const { create } = useScheduling(conversation.id);
  const [open, setOpen] = useState<'emoji' | 'schedule' | null>(null);
  const run = useRunAction();
  const close = () => {
    setOpen(null);
    // Opened by a key they have no button to give the focus back to.
    run('composer.focus');
  };
  useAction({
    id: 'composer.schedule',
    label: t('scheduled.open'),
    group: 'composer',
    keys: 'mod+shift+s',
    whileTyping: true,
    disabledReason: notLater,
    run: () => setOpen('schedule'),
  });
  useAction({
    id: 'composer.snippet',
    label: t('snippets.open'),
    group: 'composer',
    run: () => insert(/\S$/.test(text) ? ' /' : '/'),
  });
  const icon = { size: 18, stroke: 1.75 };
  const emoji = (
    <Tool label={t('emoji.open')} preload={loadEmoji} onClick={() => setOpen('emoji')}>
      <IconMoodSmile {...icon} />
    </Tool>
  );
  const schedule = (
    <Tool
      label={t('scheduled.open')}
      preload={loadSchedule}
      disabledReason={notLater}
      onClick={() => setOpen('schedule')}
    >
      <IconCalendarClock {...icon} />
    </Tool>
  );
  return (
    <div className={classes.tools}>
      <Opened when={open === 'emoji'} button={emoji}>
        <EmojiPicker button={emoji} onPick={insert} onClose={close} />
      </Opened>
      <Tool label={t('snippets.open')} onClick={() => insert(/\S$/.test(text) ? ' /' : '/')}>
        <IconTextPlus {...icon} />
      </Tool>
      <Opened when={open === 'schedule'} button={schedule}>
        <ScheduleMenu
          button={schedule}
          customer={conversation.customer}
          cancelOnReply={false}
          onChoose={async (plan) => {
            if (await create(text, plan)) onScheduled();
          }}
          onClose={close}
        />
      </Opened>
    </div>
  );
}

/** A button until its menu is wanted, then the menu around it. */
function Opened({ when, button, children }: { when: boolean; button: ReactElement; children: ReactNode }) {
  return when ? <Suspense fallback={button}>{children}</Suspense> : button;
}

interface ToolProps {
  label: string;
  disabledReason?: string | null;
  preload?: () => Promise<unknown>;
  onClick?: () => void;
  children: ReactNode;
}

/** One button of the row; a menu that opens from it hands its own properties through. */
function Tool({ label, disabledReason = null, preload, children, ...rest }: ToolProps) {
  return (
    <ActionIcon
      aria-label={label}
      title={disabledReason ?? label}
      disabled={disabledReason !== null}
      onPointerEnter={() => preload && loadAhead(preload)}
      onFocus={() => preload && loadAhead(preload)}
      {...rest}
    >
      {children}
    </ActionIcon>
  );
}
