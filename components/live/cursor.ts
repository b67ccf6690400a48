/** `<epoch>.<seq>`: how far a screen has heard (server/events/cursor.ts). */
interface Cursor {
  epoch: string;
  seq: number;
}

function readCursor(id: string): Cursor {
  const at = id.lastIndexOf('.');
  return { epoch: id.slice(0, at), seq: Number(id.slice(at + 1)) };
}

/** Whether `id` comes after `other`. Numbers of different epochs cannot be compared: then it does. */
export function isAfter(id: string, other: string): boolean {
  const a = readCursor(id);
  const b = readCursor(other);
  return a.epoch !== b.epoch || a.seq > b.seq;
}
