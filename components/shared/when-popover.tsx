'use client';

import { Popover, type PopoverProps, UnstyledButton } from '@mantine/core';
import { cloneElement, type KeyboardEvent, type ReactElement, type ReactNode, useRef } from 'react';
import { useFormatter } from 'use-intl';
import { CLOCK } from './clock';
import { WhenField } from './when-field';
import classes from './when-popover.module.css';

export interface WhenChoice {
  id: string;
  label: string;
  /** Null = not a time. */
  at: Date | null;
  icon?: ReactNode;
  /** A second line. */
  below?: string | null;
}

export interface WhenPopoverProps {
  /** What opens it; pressed again, it closes. */
  button: ReactElement<Record<string, unknown>>;
  title: string;
  position: NonNullable<PopoverProps['position']>;
  opened: boolean;
  now: Date;
  choices: readonly WhenChoice[];
  onChoose: (at: Date | null) => void;
  onToggle: (opened: boolean) => void;
  /** What stands below the field. */
  children?: ReactNode;
}

const STEPS: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** A moment, by a choice or in words. No menu, since a menu may not hold a field; its keys are the same. */
export function WhenPopover({
  button,
  title,
  position,
  opened,
  now,
  choices,
  onChoose,
  onToggle,
  children,
}: WhenPopoverProps) {
  const format = useFormatter();
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const stops = Array.from(list.current?.querySelectorAll<HTMLElement>('button, input') ?? []);
    const at = stops.findIndex((stop) => stop.matches(':focus'));
    stops.at((at + step + stops.length) % stops.length)?.focus();
  };
  return (
    <Popover
      opened={opened}
      onChange={onToggle}
      position={position}
      width={330}
      trapFocus
      returnFocus
      withRoles
    >
      <Popover.Target>{cloneElement(button, { onClick: () => onToggle(!opened) })}</Popover.Target>
      <Popover.Dropdown ref={list} className={classes.box} onKeyDown={move}>
        <p className={classes.title}>{title}</p>
        {choices.map(({ id, label, at, icon, below }) => (
          <UnstyledButton key={id} className={classes.choice} onClick={() => onChoose(at)}>
            {icon}
            <span className={classes.label}>
              {label}
              {below && <span className={classes.below}>{below}</span>}
            </span>
            {at && (
              <span className={classes.time}>{format.dateTime(at, { weekday: 'short', ...CLOCK })}</span>
            )}
          </UnstyledButton>
        ))}
        <WhenField onChoose={onChoose} now={now} />
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}
