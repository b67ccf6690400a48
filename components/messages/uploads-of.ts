import type { TrayFile } from './tray-file';

/** How far the files of a text box are: on their way, some not taken or cut off, or all there. */
export type Uploads = 'busy' | 'failed' | 'done';

export function uploadsOf(files: readonly TrayFile[]): Uploads {
  if (files.some(isNotThere)) return 'failed';
  return files.every(({ state }) => state === 'ready') ? 'done' : 'busy';
}

/** Somebody has to try it again or take it away: a message never goes without a file that stands beside it. */
export function isNotThere({ state }: TrayFile): boolean {
  return state === 'lost' || state === 'refused';
}
