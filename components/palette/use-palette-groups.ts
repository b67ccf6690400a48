'use client';

import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { fuzzyScore } from '@/server/domain/search/fuzzy';
import { useActions, useKeyPreferences } from '../shared/actions';
import { keysFor } from '../shared/key-presses';
import { type PaletteEntry, type PaletteSource, usePaletteSources } from '../shared/palette-sources';
import { useSession } from '../shared/session';
import { answers } from './answers';
import { recentIds, rememberId } from './recent';

export interface PaletteLine extends PaletteEntry {
  keys?: string | null;
}

export interface PaletteGroup {
  id: string;
  heading: string;
  lines: PaletteLine[];
}

/** A source is asked when so long no letter was typed (milliseconds). */
const QUIET_MS = 120;
/** More actions than these answer nothing any more. */
const ACTIONS = 12;

/**
 * What the palette shows for a query: actions at once, what features find as it comes.
 * @param only shows what this source has, before anything is typed too
 */
export function usePaletteGroups(query: string, only?: string) {
  const t = useTranslations('palette');
  const { user } = useSession();
  const actions = useActionLines();
  const { found, searching } = useFound(query.trim(), only);
  const [recent] = useState(() => recentIds(user.id));
  const sources = usePaletteSources();
  const recall = useCallback(
    (id: string): PaletteLine | null =>
      [...actions, ...sources.map((source) => source.recall?.(id))].find((line) => line?.id === id) ?? null,
    [actions, sources],
  );
  const groups = useMemo(() => {
    const shown: PaletteGroup[] = [];
    if (only) {
      shown.push(...found);
    } else if (query.trim() === '') {
      const known = recent.flatMap((id) => recall(id) ?? []);
      const others = actions.filter(({ id }) => !recent.includes(id));
      shown.push({ id: 'recent', heading: t('recent'), lines: known });
      shown.push({ id: 'actions', heading: t('actions'), lines: others });
    } else {
      shown.push({ id: 'actions', heading: t('actions'), lines: bestOf(actions, query) });
      shown.push(...found);
    }
    return shown.filter(({ lines }) => lines.length > 0);
  }, [query, only, recent, recall, actions, found, t]);
  /** What cannot be recalled would only push others out. */
  const remember = ({ id }: PaletteLine) => recall(id) && rememberId(user.id, id);
  return { groups, searching, remember };
}

function useActionLines(): PaletteLine[] {
  const actions = useActions();
  const preferences = useKeyPreferences();
  return useMemo(
    () =>
      actions
        .filter(({ id }) => id !== 'application.palette' && id !== 'application.search')
        .map((action) => ({ ...action, keys: keysFor(action, preferences) })),
    [actions, preferences],
  );
}

function bestOf(lines: readonly PaletteLine[], query: string): PaletteLine[] {
  return lines
    .filter(({ label }) => answers(query, label))
    .map((line) => ({ line, score: fuzzyScore(query, line.label) ?? 0 }))
    .toSorted((a, b) => b.score - a.score)
    .slice(0, ACTIONS)
    .map(({ line }) => line);
}

/** Asks all sources; an answer to a question that is no longer asked is not shown. */
function useFound(query: string, only?: string): { found: PaletteGroup[]; searching: boolean } {
  const all = usePaletteSources();
  const sources = useMemo(() => (only ? all.filter(({ id }) => id === only) : all), [all, only]);
  const idle = query === '' && !only;
  const [answer, setAnswer] = useState<{ query: string; found: PaletteGroup[]; open: number }>(NOTHING);
  useEffect(() => {
    if (idle) {
      setAnswer(NOTHING);
      return;
    }
    const controller = new AbortController();
    const timer = setTimeout(() => {
      // What was found before stays until the new answers come.
      setAnswer(({ found }) => ({ query, found, open: sources.length }));
      for (const source of sources) void ask(source, query, controller.signal).then(take);
    }, QUIET_MS);
    const take = (group: PaletteGroup) => {
      if (controller.signal.aborted) return;
      setAnswer((before) => ({
        query,
        found: inOrder(sources, [...before.found.filter(({ id }) => id !== group.id), group]),
        open: before.open - 1,
      }));
    };
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [query, sources, idle]);
  return { found: answer.found, searching: !idle && (answer.query !== query || answer.open > 0) };
}

const NOTHING = { query: '', found: [], open: 0 };

async function ask(source: PaletteSource, query: string, signal: AbortSignal): Promise<PaletteGroup> {
  const { id, heading } = source;
  try {
    return { id, heading, lines: await source.search(query, signal) };
  } catch {
    return { id, heading, lines: [] };
  }
}

function inOrder(sources: readonly PaletteSource[], groups: PaletteGroup[]): PaletteGroup[] {
  const place = (group: PaletteGroup) => sources.findIndex(({ id }) => id === group.id);
  return groups.toSorted((a, b) => place(a) - place(b));
}
