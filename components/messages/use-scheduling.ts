'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { uuidv7 } from 'uuidv7';
import type { ScheduledView } from '@/server/domain/scheduled/scheduled';
import { useApiClient } from '../shared/api';
import { readApiError } from '../shared/api-error';
import { CLOCK } from '../shared/clock';
import { scheduledKey } from '../shared/query-keys';
import { showToast } from '../shared/toast';
import type { DraftKeeper } from './draft-keeper';
import { placeInThread } from './place-in-thread';
import type { Plan } from './schedule-menu';
import { useFileTray } from './sending';

/** What can be done with messages for later. Each answers whether it was done; why not, a toast has said. */
export function useScheduling(conversationId: string) {
  const t = useTranslations('messages.scheduled');
  const format = useFormatter();
  const client = useApiClient();
  const queries = useQueryClient();
  const tray = useFileTray(conversationId);
  return useMemo(() => {
    const run = async <T>(what: Promise<T>, said?: string): Promise<T | null> => {
      try {
        const answer = await what;
        if (said) void showToast({ message: said });
        void queries.invalidateQueries({ queryKey: scheduledKey(conversationId) });
        return answer;
      } catch (error) {
        void showToast({ fault: true, message: t('failed', { reason: readApiError(error).message }) });
        return null;
      }
    };
    const timeOf = (at: Date) =>
      format.dateTime(at, { weekday: 'short', day: 'numeric', month: 'short', ...CLOCK });
    const sayDone = (dueAt: Date) => t('done', { time: timeOf(dueAt) });
    return {
      timeOf,
      /** The files of the text box go along. */
      create: async (text: string, { dueAt, cancelOnReply }: Plan) => {
        const files = tray.take();
        const planned = await run(
          client.scheduled.create.mutate({
            id: uuidv7(),
            conversationId,
            text,
            files: files.map(({ id, alt }) => ({ id, alt })),
            dueAt: dueAt.toISOString(),
            cancelOnReply,
          }),
          sayDone(dueAt),
        );
        if (!planned) tray.giveBack(files);
        return planned;
      },
      move: ({ id, version, text }: ScheduledView, { dueAt, cancelOnReply }: Plan) =>
        run(
          client.scheduled.update.mutate({ id, version, text, dueAt: dueAt.toISOString(), cancelOnReply }),
          sayDone(dueAt),
        ),
      cancel: (id: string) => run(client.scheduled.cancel.mutate({ id }), t('cancelled')),
      /** Text and files go back to where they were written. */
      writeAnew: async ({ id, text }: ScheduledView, keeper: DraftKeeper) => {
        const cancelled = await run(client.scheduled.cancel.mutate({ id, keepFiles: true }), t('takenBack'));
        if (!cancelled) return;
        if (text !== '') keeper.append(text);
        if (cancelled.files.length > 0) tray.giveBack(cancelled.files);
      },
      sendNow: async (id: string) => {
        const message = await run(client.scheduled.sendNow.mutate({ id }));
        if (message) placeInThread(queries, message);
      },
    };
  }, [t, format, client, queries, tray, conversationId]);
}
