'use client';

import { useMemo } from 'react';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { carrierFilesOf } from '@/server/domain/media/carrier-files';
import { evaluateSend, type SendVerdict } from '@/server/domain/sending/evaluate-send';
import { planBatches } from '@/server/domain/sending/plan-sending';
import { whyNoFiles } from '@/server/domain/sending/why-no-files';
import { useSession } from '../shared/session';
import type { TrayFile } from './tray-file';

export interface ComposerVerdict extends SendVerdict {
  /** Why files cannot be sent here, whatever they are; null = they can. */
  noFiles: string | null;
  /** The kind of our number's connection: what files it takes goes by that. */
  carrier: string;
  /** The files of each send, by id, when what has no room in one MMS goes with the next. */
  batches: string[][];
}

/** What the server will say to this text and these files, by the same function; null while our number is not known. */
export function useVerdict(
  conversation: ConversationView,
  text: string,
  tray: readonly TrayFile[],
): ComposerVerdict | null {
  const { user, organization, numbers } = useSession();
  return useMemo(() => {
    const number = numbers.find(({ id }) => id === conversation.numberId);
    if (!number) return null;
    const files = tray.flatMap(({ bytes, stored }) => (stored ? [{ ...stored, bytes }] : []));
    const facts = { organization, number, conversation, sender: { licence: user.licence, active: true } };
    return {
      ...evaluateSend({ ...facts, text, files }),
      batches: planBatches(files, carrierFilesOf(number.carrier)).map((batch) => batch.map(({ id }) => id)),
      noFiles: whyNoFiles(facts)?.message ?? null,
      carrier: number.carrier,
    };
  }, [conversation, text, tray, user, organization, numbers]);
}
