'use client';

import { Anchor } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useTranslations } from 'use-intl';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import classes from './composer.module.css';
import type { DraftKeeper } from './draft-keeper';
import type { TrayFile } from './tray-file';
import { isNotThere, uploadsOf } from './uploads-of';
import type { ComposerVerdict } from './use-verdict';

const VariablesNote = dynamic(() => import('./variables-note').then((module) => module.VariablesNote), {
  ssr: false,
});

/** The segment line names the character itself, with what to put in its place. */
const SAID_ELSEWHERE = new Set(['unicode_costs_more']);

interface RemarksProps {
  conversation: ConversationView;
  text: string;
  verdict: ComposerVerdict;
  files: readonly TrayFile[];
  keeper: DraftKeeper;
}

/** What forbids the text, with what to do about it, and what its writer should know. */
export function Remarks({ conversation, text, verdict, files, keeper }: RemarksProps) {
  const t = useTranslations('messages.files');
  const notThere = uploadsOf(files) === 'failed' ? files.filter(isNotThere).length : 0;
  const fault = verdict.reasons.find(({ code }) => code !== 'empty');
  return (
    <>
      {notThere > 0 && (
        <p className={classes.note} data-tone="danger" role="alert">
          {t('notThere', { count: notThere })}{' '}
          <Anchor
            inherit
            href={`/file-types?carrier=${verdict.carrier}`}
            target="_blank"
            c="inherit"
            td="underline"
          >
            {t('types')}
          </Anchor>
        </p>
      )}
      {fault?.code === 'unresolved_variable' ? (
        <VariablesNote conversation={conversation} text={text} onChange={keeper.change} />
      ) : (
        fault && (
          <p className={classes.note} data-tone="danger" role="alert">
            {fault.message} {fault.fix.where}
          </p>
        )
      )}
      {verdict.warnings
        .filter(({ code }) => !SAID_ELSEWHERE.has(code))
        .map((warning) => (
          <p key={warning.code} className={classes.note}>
            {warning.message}
          </p>
        ))}
    </>
  );
}
