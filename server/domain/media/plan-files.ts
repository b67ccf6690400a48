import { MAX_FILES, MMS_BUDGET } from './file';

/** A file as far as the plan looks at it. */
export interface PlannedFile {
  id: string;
  bytes: number;
}

/** `too_many`: the eleventh and later; `too_big`: alone over the budget; `no_room`: those before it use it up. */
export type Misfit = 'too_many' | 'too_big' | 'no_room';

export interface FilePlan<File extends PlannedFile> {
  /** What goes, in the agent's order. */
  kept: File[];
  /** What does not, and why. Said before sending, and named in the thread when it is sent anyway. */
  dropped: { file: File; misfit: Misfit }[];
  /** Bytes of what goes. */
  bytes: number;
}

/**
 * Which files of one MMS go (items 71, 72). In the agent's order, each that still fits the budget: a small file
 * behind a big one still goes. Browser and server ask the same on real sizes; the server has the last word.
 */
export function planFiles<File extends PlannedFile>(files: readonly File[]): FilePlan<File> {
  const plan: FilePlan<File> = { kept: [], dropped: [], bytes: 0 };
  for (const file of files) {
    const misfit = misfitOf(file, plan);
    if (misfit) {
      plan.dropped.push({ file, misfit });
    } else {
      plan.kept.push(file);
      plan.bytes += file.bytes;
    }
  }
  return plan;
}

function misfitOf(file: PlannedFile, plan: FilePlan<PlannedFile>): Misfit | null {
  if (file.bytes > MMS_BUDGET) return 'too_big';
  if (plan.kept.length >= MAX_FILES) return 'too_many';
  return plan.bytes + file.bytes > MMS_BUDGET ? 'no_room' : null;
}
