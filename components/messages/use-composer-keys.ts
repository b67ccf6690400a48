'use client';

import type { KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { useAction, useKeysOf, useRunAction } from '../shared/actions';
import { pressOf } from '../shared/key-presses';

const SEND = { id: 'composer.send', keys: 'mod+enter' };
const SEND_AND_DONE = { id: 'composer.send-and-done', keys: 'mod+shift+enter' };

interface ToDo {
  /** Why the text cannot be sent now. */
  blocked: string | null;
  submit: (way?: { done?: boolean }) => void;
  /** What Up does in the empty field; null = nothing. */
  editLast: (() => void) | null;
  empty: boolean;
}

/**
 * The actions that send. Their keys rest in dialogs like all others, and work in the text field through what is
 * returned: it tells whether a key that was pressed there was for one of them.
 */
export function useComposerKeys({ blocked, submit, editLast, empty }: ToDo) {
  const t = useTranslations('messages.composer');
  const run = useRunAction();
  const common = { group: 'composer', disabledReason: blocked } as const;
  useAction({ ...SEND, ...common, label: t('send'), run: () => submit() });
  useAction({ ...SEND_AND_DONE, ...common, label: t('sendAndDone'), run: () => submit({ done: true }) });
  const sendKeys = useKeysOf(SEND);
  const doneKeys = useKeysOf(SEND_AND_DONE);
  return (event: KeyboardEvent): boolean => {
    const press = pressOf(event);
    if (press === 'arrowup' && empty && editLast) editLast();
    else if (press !== null && press === sendKeys) run(SEND.id);
    else if (press !== null && press === doneKeys) run(SEND_AND_DONE.id);
    else return false;
    return true;
  };
}
