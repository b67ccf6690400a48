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

/** What pressing Send does: it waits for files that are on their way, and asks before a lone STOP. */
export function useSubmit({ conversationId, text, tray, keeper, verdict, uploads }: ToSend) {
  const send = useSend(conversationId, text, tray, keeper);
  /** Pressed while files were on their way: it goes as soon as they are there. */
  const [armed, setArmed] = useState(false);
  const [askingToStop, setAskingToStop] = useState(false);
  const thenDone = useRef(false);
  /** @param done the case is ended once the server has the message */
  const submit = (done = false) => {
    thenDone.current = done;
    if (uploads === 'failed') return;
    if (uploads === 'busy') return setArmed(!armed);
    if (!verdict.allowed) return;
    if (isAgentStop(text)) setAskingToStop(true);
    else send(false, done);
  };
  useEffect(() => {
    if (!armed || uploads === 'busy') return;
    setArmed(false);
    submit(thenDone.current);
  });
  return {
    submit,
    armed,
    askingToStop,
    answerStop: (yes: boolean) => {
      setAskingToStop(false);
      if (yes) send(true, thenDone.current);
    },
  };
}

/** Hands text and files over, with what their writer had before them, and empties the text box. */
function useSend(conversationId: string, text: string, tray: FileTray, keeper: DraftKeeper) {
  const queries = useQueryClient();
  const queue = useSendQueue();
  const voice = useTypingVoice();
  const undoMs = (usePreferences()?.sendUndoSeconds ?? 0) * 1_000;
  const { sent } = useRewriting();
  return (confirmBlock: boolean, thenDone: boolean) => {
    voice.stopped();
    const seenSeq = newestSeqIn(queries, conversationId);
    const files = tray.take();
    queue.send({
      id: uuidv7(),
      conversationId,
      text,
      ...(files.length > 0 ? { files } : {}),
      confirmBlock,
      ...(thenDone ? { thenDone } : {}),
      ...(seenSeq === null ? {} : { seenSeq }),
      ...(undoMs > 0 ? { sendAt: Date.now() + undoMs } : {}),
      createdAt: new Date().toISOString(),
    });
    // The server empties the draft together with the send; without a connection this does.
    keeper.change('');
    sent();
  };
}
