import type { FileRefusal } from '@/server/domain/media/file-refusals';

/** Stands wherever something is hidden; nothing that we keep may hold it. */
export const CANARY = 'CANARY-7f3a';
export const SCRIPT = `<script>alert("${CANARY}")</script>`;

/** A file that means no good, and what must become of it. */
export interface HostileFile {
  title: string;
  /** As its sender calls it. */
  name: string;
  content: () => Buffer | string | Promise<Buffer | string>;
  /** Refused for this reason, or taken as this type with what was hidden in it gone. */
  outcome: { refused: FileRefusal } | { takenAs: string };
}

/** A beginning of so many hexadecimal digits, and nothing behind it. */
export const bytes = (hex: string, length = 64) =>
  Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(length)]);
export const refused = (reason: FileRefusal) => ({ outcome: { refused: reason } });
export const taken = (takenAs: string) => ({ outcome: { takenAs } });
