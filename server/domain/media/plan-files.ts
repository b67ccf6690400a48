import { type CarrierFiles, carrierFilesOf } from './carrier-files';
import { MAX_FILES, MMS_BUDGET } from './file';

/** A file as far as the plan looks at it. */
export interface PlannedFile {
  id: string;
  bytes: number;
  /** Left out where only sizes are asked about. */
  contentType?: string;
}

/** `type`: this carrier does not take it; `too_many`: the eleventh and later; `too_big`: alone over the budget; `no_room`: those before it use it up. */
export type Misfit = 'type' | 'too_many' | 'too_big' | 'no_room';

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
export function planFiles<File extends PlannedFile>(
  files: readonly File[],
  carrier: CarrierFiles = carrierFilesOf('common'),
): FilePlan<File> {
  const plan: FilePlan<File> = { kept: [], dropped: [], bytes: 0 };
  for (const file of files) {
    const misfit = misfitOf(file, plan, carrier);
    if (misfit) {
      plan.dropped.push({ file, misfit });
    } else {
      plan.kept.push(file);
      plan.bytes += file.bytes;
    }
  }
  return plan;
}

function misfitOf(
  { bytes, contentType }: PlannedFile,
  plan: FilePlan<PlannedFile>,
  carrier: CarrierFiles,
): Misfit | null {
  const budget = Math.min(MMS_BUDGET, carrier.maxBytes);
  if (contentType !== undefined && !carrier.types.includes(contentType)) return 'type';
  if (bytes > budget) return 'too_big';
  if (plan.kept.length >= Math.min(MAX_FILES, carrier.maxFiles)) return 'too_many';
  return plan.bytes + bytes > budget ? 'no_room' : null;
}
