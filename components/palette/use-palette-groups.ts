'use client';

import { useEffect, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { fuzzyScore } from '@/server/domain/search/fuzzy';
import { useActions, useKeyPreferences } from '../shared/actions';
import { keysFor } from '../shared/key-presses';
import { type PaletteEntry, type PaletteSource, usePaletteSources } from '../shared/palette-sources';
import { useSession } from '../shared/session';
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

/** What the palette shows for a query: actions at once, what features find as it comes. */
export function usePaletteGroups(query: string) {
  const t = useTranslations('palette');
  const { user } = useSession();
  const actions = useActionLines();
  const { found, searching } = useFound(query.trim());
  const [recent] = useState(() => recentIds(user.id));
  const groups = useMemo(() => {
    const shown: PaletteGroup[] = [];
    if (query.trim() === '') {
      const known = recent.flatMap((id) => actions.find((action) => action.id === id) ?? []);
      const others = actions.filter(({ id }) => !recent.includes(id));
      shown.push({ id: 'recent', heading: t('recent'), lines: known });
      shown.push({ id: 'actions', heading: t('actions'), lines: others });
    } else {
      shown.push({ id: 'actions', heading: t('actions'), lines: bestOf(actions, query) });
      shown.push(...found);
    }
    return shown.filter(({ lines }) => lines.length > 0);
  }, [query, recent, actions, found, t]);
  return { groups, searching, remember: (line: PaletteLine) => rememberId(user.id, line.id) };
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
    .flatMap((line) => {
      const score = fuzzyScore(query, line.label);
      return score === null ? [] : [{ line, score }];
    })
    .toSorted((a, b) => b.score - a.score)
    .slice(0, ACTIONS)
    .map(({ line }) => line);
}

/** Asks all sources; an answer to a question that is no longer asked is not shown. */
function useFound(query: string): { found: PaletteGroup[]; searching: boolean } {
  const sources = usePaletteSources();
  const [answer, setAnswer] = useState<{ query: string; found: PaletteGroup[]; open: number }>(NOTHING);
  useEffect(() => {
    if (query === '') {
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
  }, [query, sources]);
  return { found: answer.found, searching: query !== '' && (answer.query !== query || answer.open > 0) };
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
