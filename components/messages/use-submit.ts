'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import { isAgentStop } from '@/server/domain/opt-outs/agent-stop';
import { usePreferences } from '../shared/preferences';
import { useTypingVoice } from '../shared/presence';
import type { DraftKeeper } from './draft-keeper';
import type { FileTray } from './file-tray';
import { newestSeqIn } from './place-in-thread';
import { useRewriting } from './rewriting';
import { useSendQueue } from './sending';
import type { Uploads } from './uploads-of';
import type { ComposerVerdict } from './use-verdict';

interface ToSend {
  conversationId: string;
  text: string;
  tray: FileTray;
  keeper: DraftKeeper;
  verdict: ComposerVerdict;
  uploads: Uploads;
}

/** How a message goes. */
interface Way {
  /** The case is ended once the server has the message. */
  done?: boolean;
  /** In as many MMS as its files need; else what has no room is left out. */
  inBatches?: boolean;
}

/** What pressing Send does: it waits for files that are on their way, and asks before a lone STOP. */
export function useSubmit({ uploads, ...toSend }: ToSend) {
  const { text, verdict } = toSend;
  const send = useSend(toSend);
  /** Pressed while files were on their way: it goes as soon as they are there. */
  const [armed, setArmed] = useState(false);
  const [askingToStop, setAskingToStop] = useState(false);
  const asked = useRef<Way>({});
  const submit = (way: Way = {}) => {
    asked.current = way;
    if (uploads === 'failed') return;
    if (uploads === 'busy') return setArmed(!armed);
    if (!verdict.allowed) return;
    if (isAgentStop(text)) setAskingToStop(true);
    else send(false, way);
  };
  useEffect(() => {
    if (!armed || uploads === 'busy') return;
    setArmed(false);
    submit(asked.current);
  });
  return {
    submit,
    armed,
    askingToStop,
    answerStop: (yes: boolean) => {
      setAskingToStop(false);
      if (yes) send(true, asked.current);
    },
  };
}

/** Hands text and files over, with what their writer had before them, and empties the text box. */
function useSend({ conversationId, text, tray, keeper, verdict }: Omit<ToSend, 'uploads'>) {
  const queries = useQueryClient();
  const queue = useSendQueue();
  const voice = useTypingVoice();
  const undoMs = (usePreferences()?.sendUndoSeconds ?? 0) * 1_000;
  const { sent } = useRewriting();
  return (confirmBlock: boolean, { done = false, inBatches = false }: Way) => {
    voice.stopped();
    const seenSeq = newestSeqIn(queries, conversationId);
    const batches = inBatches ? verdict.batches.map((ids) => tray.take(ids)) : [tray.take()];
    for (const [index, files] of batches.entries()) {
      const last = index === batches.length - 1;
      queue.send({
        id: uuidv7(),
        conversationId,
        text: index === 0 ? text : '',
        ...(files.length > 0 ? { files } : {}),
        confirmBlock,
        ...(done && last ? { thenDone: true } : {}),
        ...(seenSeq === null ? {} : { seenSeq }),
        ...(undoMs > 0 ? { sendAt: Date.now() + undoMs } : {}),
        createdAt: new Date().toISOString(),
      });
    }
    // The server empties the draft together with the send; without a connection this does.
    keeper.change('');
    sent();
  };
}
