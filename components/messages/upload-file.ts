import type { WaitingFile } from '@/server/domain/media/file';

/** Encoded, each character can become twelve; addresses end at about 16,000. */
const NAME_LENGTH = 250;

/** A file was not taken, with the reason in a sentence; asking again does not help. */
export class FileRefused extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'FileRefused';
  }
}

interface Upload {
  /** Names the file for good: the same upload again brings the same file. */
  id: string;
  conversationId: string;
  file: File;
  /** @param part of the bytes that are on their way, 0 to 1 */
  onProgress: (part: number) => void;
  signal: AbortSignal;
}

/**
 * Takes a file to the server. Only XMLHttpRequest tells how far an upload is.
 * @throws FileRefused; any other error when no answer came
 */
export function uploadFile({ id, conversationId, file, onProgress, signal }: Upload): Promise<WaitingFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const query = new URLSearchParams({ conversation: conversationId, name: shortName(file.name) });
    request.open('POST', `/api/media/${id}?${query}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = (event) => onProgress(event.total > 0 ? event.loaded / event.total : 0);
    request.onload = () => {
      try {
        resolve(answerOf(request.status, request.responseText));
      } catch (error) {
        reject(error);
      }
    };
    request.onerror = () => reject(new Error('no answer'));
    request.onabort = () => reject(new Error('stopped'));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

/** As much of a name as an address can hold, in whole characters; what is kept of it is shorter still. */
export function shortName(name: string): string {
  return [...name].slice(0, NAME_LENGTH).join('');
}

/** Asks for a picture made to fit into `budget` bytes, as a new file `id`. @throws as uploadFile */
export async function shrinkFile(
  { id, fileId, budget }: { id: string; fileId: string; budget: number },
  signal: AbortSignal,
): Promise<WaitingFile> {
  const answer = await fetch('/api/media/shrink', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id, fileId, budget }),
    signal,
  });
  return answerOf(answer.status, await answer.text());
}

function answerOf(status: number, body: string): WaitingFile {
  if (status === 201) return JSON.parse(body);
  const sentence = sentenceOf(body);
  if (sentence !== null && status >= 400 && status < 500) throw new FileRefused(sentence);
  throw new Error(`the server answered ${status}`);
}

function sentenceOf(body: string): string | null {
  try {
    const answer: { error?: { message?: unknown } } = JSON.parse(body);
    return typeof answer.error?.message === 'string' ? answer.error.message : null;
  } catch {
    return null;
  }
}
