'use client';

import { Button, Progress } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { MAX_FILES, MMS_BUDGET } from '@/server/domain/media/file';
import { kindOf } from '@/server/domain/media/file-types';
import type { FilePlan, PlannedFile } from '@/server/domain/media/plan-files';
import { shrinkBudgets } from '@/server/domain/media/shrink-budgets';
import { useSize } from '../shared/files/use-size';
import { FileChip } from './file-chip';
import classes from './file-chips.module.css';
import type { FileTray } from './file-tray';
import { TextPieces } from './text-pieces';
import type { TrayFile } from './tray-file';
import { uploadsOf } from './uploads-of';
import type { ComposerVerdict } from './use-verdict';

interface FileChipsProps {
  files: readonly TrayFile[];
  tray: FileTray;
  verdict: ComposerVerdict;
  /** Sends them in as many MMS as they need. */
  onSendBatches: () => void;
}

/** The files that go with the text: in their order, with how much of an MMS they fill, and what has no room. */
export function FileChips({ files, tray, verdict, onSendBatches }: FileChipsProps) {
  const t = useTranslations('messages.files');
  const [dragged, setDragged] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const { plan, batches } = verdict;
  const move = (file: TrayFile, by: number) => {
    tray.move(file.id, by);
    const place = Math.max(1, Math.min(files.indexOf(file) + 1 + by, files.length));
    setSaid(t('moved', { name: file.name, place, count: files.length }));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, file: TrayFile) => {
    const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (by !== undefined && event.altKey) move(file, by);
    else if (event.key === 'Delete' || event.key === 'Backspace') tray.remove(file.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onDragOver = (event: DragEvent, over: TrayFile) => {
    const from = files.findIndex(({ id }) => id === dragged);
    if (from < 0) return;
    event.preventDefault();
    const by = files.indexOf(over) - from;
    if (by !== 0 && dragged) tray.move(dragged, by);
  };
  const budgets = shrinkBudgets(mmsFiles(files));
  const misfits = new Map(plan.mms.dropped.map(({ file, misfit }) => [file.id, misfit]));
  return (
    <div className={classes.tray}>
      <ol className={classes.chips} aria-label={t('label')}>
        {files.map((file) => (
          <li
            key={file.id}
            className={classes.chip}
            data-dragged={dragged === file.id}
            data-misfit={misfits.has(file.id)}
            draggable
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move';
              setDragged(file.id);
            }}
            onDragOver={(event) => onDragOver(event, file)}
            onDragEnd={() => setDragged(null)}
          >
            <FileChip
              file={file}
              tray={tray}
              // Alt and an arrow put it in another place, Delete takes it away.
              onKeyDown={(event) => onKeyDown(event, file)}
              misfit={misfits.get(file.id) ?? null}
              onShrink={budgets?.has(file.id) ? () => tray.shrink(budgets) : null}
            />
          </li>
        ))}
      </ol>
      <TextPieces plan={plan} />
      <Meter plan={plan.mms}>
        {misfits.size > 0 && budgets !== null && (
          <Button size="compact-xs" variant="default" onClick={() => tray.shrink(budgets)}>
            {t('shrinkAll')}
          </Button>
        )}
        {batches.length > 1 && verdict.allowed && uploadsOf(files) === 'done' && (
          <Button size="compact-xs" variant="default" onClick={onSendBatches}>
            {t('sendBatches', { count: batches.length })}
          </Button>
        )}
      </Meter>
      <output className="w-spoken">{said}</output>
    </div>
  );
}

/** How much of the MMS is used, what stays behind if it is sent like this, and the ways out. */
function Meter({ plan, children }: { plan: FilePlan<PlannedFile>; children: ReactNode }) {
  const t = useTranslations('messages.files');
  const size = useSize();
  const { kept, dropped, bytes } = plan;
  if (kept.length + dropped.length === 0) return null;
  return (
    <div className={classes.meter}>
      <Progress w={72} size="sm" value={(bytes / MMS_BUDGET) * 100} aria-label={t('used')} />
      <span>
        {t('meter', { files: kept.length, most: MAX_FILES, used: size(bytes), of: size(MMS_BUDGET) })}
      </span>
      {dropped.length > 0 && (
        <output className={classes.behind}>
          <IconAlertTriangle size={14} stroke={1.75} />
          {t('behind', { count: dropped.length })}
        </output>
      )}
      {children}
    </div>
  );
}

/** What goes as MMS: everything that is there, but texts. */
function mmsFiles(files: readonly TrayFile[]) {
  return files.flatMap(({ id, bytes, stored }) =>
    stored && stored.text === null ? [{ id, bytes, isPicture: kindOf(stored.contentType) === 'image' }] : [],
  );
}
