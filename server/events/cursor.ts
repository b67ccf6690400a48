/** Where a reader stands in an organization's events. The epoch changes when a backup is restored. */
export interface Cursor {
  epoch: string;
  seq: number;
}

/** `<epoch>.<seq>`: the id of each event on the wire. */
export function formatCursor({ epoch, seq }: Cursor): string {
  return `${epoch}.${seq}`;
}

/** What formatCursor made; null for anything else. */
export function parseCursor(text: string | null | undefined): Cursor | null {
  const match = /^([0-9a-f-]{36})\.(\d{1,15})$/.exec(text ?? '');
  return match?.[1] && match[2] ? { epoch: match[1], seq: Number(match[2]) } : null;
}
