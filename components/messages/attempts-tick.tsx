'use client';

import { UnstyledButton } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { MessageView } from '@/server/domain/messages/message';
import { loadAhead } from '../ui/load-ahead';
import { loadAttempts, WithAttempts } from './attempts';
import classes from './attempts-tick.module.css';
import { Tick } from './tick';

/** How long a pointer rests before the way is shown, and how long it may be away on its way there (milliseconds). */
const RESTS_MS = 400;
const AWAY_MS = 200;

/** The sign of what became of a message; a rest on it shows the whole way, a press holds it. */
export function AttemptsTick({ message }: { message: MessageView }) {
  const t = useTranslations('messages.attempts');
  const { opened, soon, show, close } = useGlance();
  const button = useRef<HTMLButtonElement>(null);
  // The focus that comes back from what was held asks nothing.
  const returning = useRef(false);
  // A press on the button is one beside the popover too, which has closed it by then.
  const pressedOpen = useRef(false);
  return (
    <WithAttempts
      message={message}
      opened={opened}
      onClose={close}
      onEscape={() => {
        returning.current = true;
        close();
        button.current?.focus();
      }}
      onPointerEnter={() => opened === 'glance' && show('glance')}
      onPointerLeave={() => opened === 'glance' && soon(null, AWAY_MS)}
    >
      <UnstyledButton
        ref={button}
        className={classes.button}
        title={opened ? undefined : t('title')}
        aria-expanded={opened === 'held'}
        onPointerEnter={({ pointerType }) => {
          loadAhead(loadAttempts);
          if (pointerType === 'mouse' && !opened) soon('glance', RESTS_MS);
        }}
        onPointerLeave={() => opened !== 'held' && soon(null, AWAY_MS)}
        onFocus={({ currentTarget }) => {
          if (currentTarget.matches(':focus-visible') && !returning.current && !opened) show('glance');
          returning.current = false;
        }}
        onBlur={() => opened === 'glance' && close()}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || opened !== 'glance') return;
          event.preventDefault();
          close();
        }}
        // A long press, where nothing can rest.
        onContextMenu={(event) => {
          if (!isTouch(event.nativeEvent)) return;
          event.preventDefault();
          show('held');
        }}
        onPointerDown={() => {
          pressedOpen.current = opened === 'held';
        }}
        onClick={() => {
          show(pressedOpen.current ? null : 'held');
          pressedOpen.current = false;
        }}
      >
        <Tick message={message} />
      </UnstyledButton>
    </WithAttempts>
  );
}

/** Open for as long as somebody looks, or until it is closed; with a delay where pointers only pass. */
function useGlance() {
  const [opened, setOpened] = useState<'glance' | 'held' | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const show = (what: 'glance' | 'held' | null) => {
    clearTimeout(timer.current);
    setOpened(what);
  };
  return {
    opened,
    show,
    close: () => show(null),
    soon: (what: 'glance' | null, ms: number) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setOpened(what), ms);
    },
  };
}

function isTouch(event: MouseEvent): boolean {
  return 'pointerType' in event && event.pointerType === 'touch';
}
