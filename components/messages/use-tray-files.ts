'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { useApiClient } from '../shared/api';
import { unsentFilesOptions } from '../shared/query-keys';
import type { FileTray, TrayFile } from './file-tray';
import { useUnsent } from './sending';

const NONE: readonly TrayFile[] = [];

/** The files of a conversation's text box, with those added on another device. */
export function useTrayFiles(tray: FileTray, conversationId: string): readonly TrayFile[] {
  const { data } = useQuery(unsentFilesOptions(useApiClient(), conversationId));
  const unsent = useUnsent(conversationId);
  useEffect(() => {
    if (!data) return;
    // Those of a message that is on its way stand in the thread already.
    const underWay = new Set(unsent.flatMap(({ files = [] }) => files.map(({ id }) => id)));
    tray.heard(
      data.files.filter(({ id }) => !underWay.has(id)),
      data.askedAt,
    );
  }, [tray, data, unsent]);
  return useSyncExternalStore(tray.subscribe, tray.files, () => NONE);
}
