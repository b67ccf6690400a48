import { MAX_FILES, MMS_BUDGET } from './file';
import type { PlannedFile } from './plan-files';

/** Under this a picture says nothing any more. Bytes. */
export const LEAST_BUDGET = 30_000;

export interface ShrinkableFile extends PlannedFile {
  /** Only pictures can be made smaller. */
  isPicture: boolean;
}

/**
 * How small each picture must become so that all files of one MMS fit (item 72): what is small stays, the large ones share
 * the room alike.
 * @returns bytes by file id, of those that have to shrink; null when nothing can make them fit
 */
export function shrinkBudgets(files: readonly ShrinkableFile[]): ReadonlyMap<string, number> | null {
  if (files.length > MAX_FILES) return null;
  const pictures = files.filter(({ isPicture }) => isPicture).toSorted((a, b) => a.bytes - b.bytes);
  let room =
    MMS_BUDGET - files.filter(({ isPicture }) => !isPicture).reduce((sum, { bytes }) => sum + bytes, 0);
  const budgets = new Map<string, number>();
  for (const [index, { id, bytes }] of pictures.entries()) {
    const share = Math.floor(room / (pictures.length - index));
    if (bytes > share) budgets.set(id, share);
    room -= Math.min(bytes, share);
  }
  if (room < 0 || [...budgets.values()].some((budget) => budget < LEAST_BUDGET)) return null;
  return budgets;
}
