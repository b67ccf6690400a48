'use client';

import { Input, Loader, Modal } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useTypedAhead } from '../shared/actions';
import { Excerpt } from '../shared/excerpt';
import { KeyCaps } from '../shared/key-caps';
import classes from './palette.module.css';
import { type PaletteLine, usePaletteGroups } from './use-palette-groups';

interface PaletteProps {
  /** Show the entries of this source alone. */
  only?: 'services';
  onClose: () => void;
}

/** Every action and every place, customer and message: type a few letters of it, and go. */
export function Palette({ only, onClose }: PaletteProps) {
  const t = useTranslations('palette');
  const title = t(only ? 'whichService' : 'title');
  const [query, setQuery] = useState('');
  const ahead = useTypedAhead();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const { groups, searching, remember } = usePaletteGroups(query, only);
  const lines = useMemo(() => groups.flatMap((group) => group.lines), [groups]);
  const at = Math.max(
    0,
    lines.findIndex(({ id }) => id === chosenId),
  );
  const chosen = lines[at];
  // Should the field never get the focus, keys are keys again all the same.
  useEffect(() => () => void ahead.end(), [ahead]);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });

  const run = (line: PaletteLine | undefined) => {
    if (!line || line.disabledReason) return;
    remember(line);
    onClose();
    // After the dialog has given the focus back: what runs may take it elsewhere.
    setTimeout(line.run, 0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setChosenId(lines[(at + step + lines.length) % lines.length]?.id ?? null);
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      run(chosen);
    }
  };

  return (
    <Frame title={title} onClose={onClose}>
      <div className={classes.head}>
        <IconSearch size={18} stroke={1.75} />
        <Input
          variant="unstyled"
          className={classes.field}
          classNames={{ input: classes.input }}
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={chosen && idOf(listId, chosen.id)}
          aria-label={title}
          placeholder={only ? title : t('placeholder')}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setChosenId(null);
          }}
          onKeyDown={onKeyDown}
          onFocus={() => {
            const typed = ahead.end();
            if (typed !== '') setQuery((before) => before + typed);
          }}
        />
        {searching && <Loader size={14} aria-label={t('searching')} />}
      </div>
      <div ref={list} id={listId} className={classes.list} role="listbox" aria-label={title}>
        {groups.map((group) => (
          <fieldset key={group.id} className={classes.group}>
            <legend className={classes.heading}>{group.heading}</legend>
            {group.lines.map((line) => (
              <Line
                key={line.id}
                id={idOf(listId, line.id)}
                line={line}
                selected={line === chosen}
                onChoose={() => setChosenId(line.id)}
                onRun={() => run(line)}
              />
            ))}
          </fieldset>
        ))}
      </div>
      <output className={classes.empty}>{lines.length === 0 && !searching && t('empty')}</output>
    </Frame>
  );
}

interface FrameProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog by its parts: the whole takes its name from a head, which this has not. */
function Frame({ title, onClose, children }: FrameProps) {
  return (
    <Modal.Root
      opened
      onClose={onClose}
      lockScroll={false}
      size={620}
      padding={0}
      radius="xl"
      // The field stays where it is, however many lines come and go below.
      yOffset="12vh"
      transitionProps={{ duration: 80 }}
    >
      <Modal.Overlay backgroundOpacity={0.35} blur={1} />
      <Modal.Content aria-label={title}>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

/** Of an entry on the page: what points at it takes a space for the end. */
function idOf(listId: string, entryId: string): string {
  return `${listId}-${entryId.replaceAll(' ', '-')}`;
}

interface LineProps {
  id: string;
  line: PaletteLine;
  selected: boolean;
  onChoose: () => void;
  onRun: () => void;
}

function Line({ id, line, selected, onChoose, onRun }: LineProps) {
  const disabled = Boolean(line.disabledReason);
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      aria-disabled={disabled}
      className={classes.line}
      onPointerMove={onChoose}
      onClick={onRun}
      onKeyDown={(event) => event.key === 'Enter' && onRun()}
    >
      <span className={classes.label}>{line.label}</span>
      <span className={classes.hint}>
        {line.disabledReason ?? (line.excerpt ? <Excerpt parts={line.excerpt} /> : line.hint)}
      </span>
      {line.keys && !disabled && <KeyCaps keys={line.keys} />}
    </div>
  );
}
