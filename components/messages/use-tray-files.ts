'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
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
    if (event.kind !== 'message.stored' || event.message.conversationId !== conversationId) return;
    // What another device of this person's has sent waits here no longer.
    const sent = new Set(event.message.files.map(({ id }) => id));
    if (tray.files().some(({ id }) => sent.has(id))) {
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
