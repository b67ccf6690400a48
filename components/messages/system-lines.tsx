'use client';

import { UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { MessageView } from '@/server/domain/messages/message';
import { SystemLine } from './system-line';
import classes from './system-line.module.css';

/** Several events in a row, folded: the latest is read, the others are a click away. */
export function SystemLines({ messages }: { messages: readonly MessageView[] }) {
  const t = useTranslations('messages.system');
  const [open, setOpen] = useState(false);
  return (
    <>
      <UnstyledButton className={classes.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? 'foldEarlier' : 'showEarlier', { count: messages.length - 1 })}
        <IconChevronDown size={14} stroke={1.75} />
      </UnstyledButton>
      {(open ? messages : messages.slice(-1)).map((message) => (
        <SystemLine key={message.id} message={message} />
      ))}
    </>
  );
}
