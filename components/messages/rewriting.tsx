'use client';

import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { MessageView } from '@/server/domain/messages/message';
import { useRunAction } from '../shared/actions';
import { type ApiClient, useApiClient } from '../shared/api';
import type { DraftKeeper } from './draft-keeper';
import { placeInThread } from './place-in-thread';

interface Rewriting {
  /** Puts the text of a message that did not go into the text box, to be mended there. */
  rewrite: (failed: Pick<MessageView, 'id' | 'body'>) => void;
  /** The text box was emptied by its writer: what it held mends nothing any more. */
  dropped: () => void;
  /** Its text has gone: what it mends is dealt with, and no colleague sends it as it was. */
  sent: () => void;
}

const Context = createContext<Rewriting>({
  rewrite: () => undefined,
  dropped: () => undefined,
  sent: () => undefined,
});

/** Lets messages of the thread be written anew in the text box of the same conversation. */
export function RewritingProvider({ keeper, children }: { keeper: DraftKeeper; children: ReactNode }) {
  const client = useApiClient();
  const queries = useQueryClient();
  const run = useRunAction();
  const value = useMemo<Rewriting>(() => {
    const mended = new Set<string>();
    return {
      rewrite: ({ id, body }) => {
        mended.add(id);
        keeper.append(body);
        run('composer.focus');
      },
      dropped: () => mended.clear(),
      sent: () => {
        for (const id of mended)
          void settle(client, id).then((stored) => stored && placeInThread(queries, stored));
        mended.clear();
      },
    };
  }, [client, queries, run, keeper]);
  return <Context value={value}>{children}</Context>;
}

export function useRewriting(): Rewriting {
  return useContext(Context);
}

/** What cannot be settled now stays as it is, with its own ways out. */
async function settle(client: ApiClient, messageId: string): Promise<MessageView | null> {
  return client.messages.settle.mutate({ messageId }).catch(() => null);
}
