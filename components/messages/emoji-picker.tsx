'use client';

import { Popover, TextInput, UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, type ReactElement, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { EMOJI } from './emoji-data';
import classes from './emoji-picker.module.css';

const RECENT_KEY = 'waggle.emoji';
const RECENT = 8;
const COLUMNS = 8;

interface EmojiPickerProps {
  button: ReactElement;
  onPick: (emoji: string) => void;
  onClose: () => void;
}

/** Common emoji to choose from by name or by the arrow keys; the ones used last come first. */
export function EmojiPicker({ button, onPick, onClose }: EmojiPickerProps) {
  const t = useTranslations('messages.emoji');
  const [query, setQuery] = useState('');
  const grid = useRef<HTMLDivElement>(null);
  const [recent] = useState(readRecent);
  const shown = useMemo(() => {
    const wanted = query.trim().toLowerCase();
    if (wanted !== '') return EMOJI.filter(([, words]) => ` ${words}`.includes(` ${wanted}`));
    const last = EMOJI.filter(([emoji]) => recent.includes(emoji));
    return [...last, ...EMOJI.filter(([emoji]) => !recent.includes(emoji))];
  }, [query, recent]);
  const pick = (emoji: string) => {
    keepRecent([emoji, ...recent.filter((one) => one !== emoji)].slice(0, RECENT));
    onPick(emoji);
    onClose();
  };
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const buttons = Array.from(grid.current?.querySelectorAll('button') ?? []);
    const at = buttons.findIndex((one) => one.matches(':focus'));
    const inSearch = at === -1;
    if (event.key === 'Enter' && inSearch && shown[0]) {
      event.preventDefault();
      pick(shown[0][0]);
    }
    if (step === undefined || (inSearch && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    buttons[inSearch ? 0 : Math.min(Math.max(at + step, 0), buttons.length - 1)]?.focus();
  };
  return (
    <Popover opened onChange={onClose} position="top-start" width={316} trapFocus returnFocus withRoles>
      <Popover.Target>{button}</Popover.Target>
      <Popover.Dropdown aria-label={t('all')} onKeyDown={move} className={classes.box}>
        <TextInput
          data-autofocus
          size="xs"
          aria-label={t('search')}
          placeholder={t('search')}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        {shown.length === 0 && <p className={classes.none}>{t('none')}</p>}
        <div ref={grid} className={classes.grid}>
          {shown.map(([emoji, words]) => (
            <UnstyledButton
              key={emoji}
              className={classes.emoji}
              aria-label={words}
              onClick={() => pick(emoji)}
            >
              {emoji}
            </UnstyledButton>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

const STEPS: Readonly<Partial<Record<string, number>>> = {
  ArrowRight: 1,
  ArrowLeft: -1,
  ArrowDown: COLUMNS,
  ArrowUp: -COLUMNS,
};

function readRecent(): string[] {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(RECENT_KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}

function keepRecent(recent: string[]): void {
  try {
    window.localStorage.setItem(RECENT_KEY, JSON.stringify(recent));
  } catch {
    // A full or forbidden storage: they come in their usual order.
  }
}
