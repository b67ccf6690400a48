import { BOMBS } from './hostile/bombs';
import { BROKEN } from './hostile/broken-files';
import { DISGUISED } from './hostile/disguised-files';
import type { HostileFile } from './hostile/hostile-file';
import { LOADED } from './hostile/loaded-files';

/** The corpus of reliability S7. */
export const HOSTILE_FILES: readonly HostileFile[] = [...DISGUISED, ...BROKEN, ...BOMBS, ...LOADED];
