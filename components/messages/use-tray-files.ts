'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import type { LiveEvent } from '@/server/domain/events/event';
import { useApiClient } from '../shared/api';
import { useNews } from '../shared/news';
import { unsentFilesOptions } from '../shared/query-keys';
import type { FileTray } from './file-tray';
import { useUnsent } from './sending';
import type { TrayFile } from './tray-file';

const NONE: readonly TrayFile[] = [];

/** The files of a conversation's text box, with those added on another device. */
export function useTrayFiles(tray: FileTray, conversationId: string): readonly TrayFile[] {
  const options = unsentFilesOptions(useApiClient(), conversationId);
  const { data } = useQuery(options);
  const queries = useQueryClient();
  useNews((event) => {
    const taken = takenBy(event, conversationId);
    if (taken === null) return;
    tray.heardTaken(taken);
    // Another device of this person's may have sent what waits here, or written anew what was to go later.
    if (event.kind === 'scheduled.changed' || tray.files().some(({ id }) => taken.has(id))) {
      void queries.invalidateQueries({ queryKey: options.queryKey });
    }
  });
  const unsent = useUnsent(conversationId);
  useEffect(() => {
    if (!data) return;
    // Those of a message that is on its way stand in the thread already.
    const underWay = new Set(
      unsent.flatMap(({ files = [] }) => files.flatMap(({ id, shrunkFromId }) => [id, shrunkFromId])),
    );
    tray.heard(
      data.files.filter(({ id }) => !underWay.has(id)),
      data.askedAt,
    );
  }, [tray, data, unsent]);
  return useSyncExternalStore(tray.subscribe, tray.files, () => NONE);
}

/** The files that news of the conversation tells to be in a message; null for news of something else. */
function takenBy(event: LiveEvent, conversationId: string): ReadonlySet<string> | null {
  if (event.kind === 'message.stored' && event.message.conversationId === conversationId) {
    return idsOf(event.message.files);
  }
  if (event.kind === 'scheduled.changed' && event.conversationId === conversationId) {
    return idsOf(event.scheduled.flatMap(({ files }) => files));
  }
  return null;
}

const idsOf = (files: readonly { id: string }[]): ReadonlySet<string> => new Set(files.map(({ id }) => id));
