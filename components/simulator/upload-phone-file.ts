import type { WaitingFile } from '@/server/domain/media/file';

/** A server reads 16,384 bytes of address and headers; a letter takes up to nine there. UTF-16 units. */
const LONGEST_PLAIN_NAME = 4_000;
const LONGEST_NAME = 1_000;

/** Why a file did not get onto the telephone; `message` is a sentence. */
export class NotUploaded extends Error {
  /** Asking again does not help. */
  readonly final: boolean;
  constructor(sentence: string, final: boolean) {
    super(sentence);
    this.name = 'NotUploaded';
    this.final = final;
  }
}

/**
 * Puts a file onto a handset as it is, whatever it holds, with the type that it claims. The same id again brings the same
 * file. @throws NotUploaded
 */
export async function uploadPhoneFile(handsetId: string, id: string, file: File): Promise<WaitingFile> {
  const answer = await fetch(`/api/media/${id}?${queryOf(handsetId, file)}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream' },
    body: file,
  }).catch(() => null);
  if (answer?.status === 201) return answer.json();
  const body: { error?: { message?: string } } = await (answer?.json().catch(() => ({})) ?? {});
  const final = answer !== null && answer.status >= 400 && answer.status < 500;
  throw new NotUploaded(body.error?.message ?? '', final);
}

function queryOf(handsetId: string, { name, type }: File): string {
  const isPlain = encodeURIComponent(name.toWellFormed()).length < 2 * LONGEST_PLAIN_NAME;
  // The end holds the extension.
  const said = name.slice(isPlain ? -LONGEST_PLAIN_NAME : -LONGEST_NAME);
  return new URLSearchParams({ handset: handsetId, type, name: said }).toString();
}
