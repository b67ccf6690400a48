import { describe, expect, it } from 'vitest';
import { MAX_WAITING, MMS_BUDGET, UPLOAD_LIMIT, type WaitingFile } from '@/server/domain/media/file';
import { FileTray, type TrayDoor } from './file-tray';
import { FileRefused } from './upload-file';

function stored(id: string, name = `${id}.jpg`, bytes = 1_000): WaitingFile {
  const shown = { contentType: 'image/jpeg', width: 10, height: 10, alt: '', fault: null };
  return { ...shown, id, name, bytes, state: 'ready', text: null, originalBytes: null, shrunkFromId: null };
}

const small = (id: string, shrunkFromId: string): WaitingFile => ({
  ...stored(id, 'small.jpg', 400),
  ...{ originalBytes: 1_000, shrunkFromId },
});

const chosen = (name: string, type = 'image/jpeg', size = 10) => {
  const file = new File(['x'.repeat(Math.min(size, 10))], name, { type });
  Object.defineProperty(file, 'size', { value: size });
  return file;
};

/** A server whose answers come when the test says so. */
function desk() {
  const uploads: {
    name: string;
    id: string;
    signal: AbortSignal;
    onProgress: (part: number) => void;
    resolve: (file?: WaitingFile) => void;
    reject: (error: Error) => void;
  }[] = [];
  const shrinks: {
    fileId: string;
    budget: number;
    resolve: (file: WaitingFile) => void;
    reject: (error: Error) => void;
  }[] = [];
  const removed: string[] = [];
  const door: TrayDoor = {
    upload: ({ id, file, signal, onProgress }) =>
      new Promise((resolve, reject) => {
        uploads.push({
          ...{ name: file.name, id, signal, onProgress, reject },
          resolve: (answer) => resolve(answer ?? stored(id, file.name)),
        });
      }),
    shrink: ({ fileId, budget }) =>
      new Promise((resolve, reject) => void shrinks.push({ fileId, budget, resolve, reject })),
    remove: (id, keepOriginal) => void removed.push(keepOriginal ? `${id} alone` : id),
  };
  const tray = new FileTray(door);
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const names = () => tray.files().map(({ name }) => name);
  const states = () => tray.files().map(({ state }) => state);
  return { tray, uploads, shrinks, removed, settle, names, states };
}

describe('files of a text box', () => {
  it('are uploaded three at a time, in their order, and tell how far each is', async () => {
    const { tray, uploads, states, settle } = desk();
    tray.add(['a', 'b', 'c', 'd'].map((name) => chosen(name)));
    expect(uploads.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    uploads[1]?.onProgress(0.5);
    expect(tray.files()[1]?.progress).toBe(0.5);
    uploads[0]?.resolve();
    await settle();
    expect(uploads.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
    expect(states()).toEqual(['ready', 'uploading', 'uploading', 'uploading']);
  });

  it('that can never go are refused at once, and no byte of them is sent', () => {
    const { tray, uploads } = desk();
    tray.add([
      chosen('empty.jpg', 'image/jpeg', 0),
      chosen('film.mp4', 'video/mp4', MMS_BUDGET + 1),
      chosen('poster.jpg', 'image/jpeg', UPLOAD_LIMIT + 1),
      chosen('photo.jpg', 'image/jpeg', MMS_BUDGET + 1),
    ]);
    expect(tray.files().map(({ state, reason }) => [state, reason?.slice(0, 20)])).toEqual([
      ['refused', 'This file is empty.'],
      ['refused', 'This file is larger '],
      ['refused', 'This file is too lar'],
      ['uploading', undefined],
    ]);
    expect(uploads.map(({ name }) => name)).toEqual(['photo.jpg']);
  });

  it('that are too many say so instead of vanishing', () => {
    const { tray } = desk();
    tray.add(Array.from({ length: MAX_WAITING + 1 }, (_, i) => chosen(`${i}`)));
    expect(tray.files()).toHaveLength(MAX_WAITING + 1);
    expect(tray.files().at(-1)?.reason).toMatch(/wait here already/);
  });

  it('keep their id when they are tried again, so that none comes twice', async () => {
    const { tray, uploads, states, settle } = desk();
    tray.add([chosen('a')]);
    uploads[0]?.reject(new Error('no answer'));
    await settle();
    expect(states()).toEqual(['lost']);
    tray.resume();
    expect(uploads[1]?.id).toBe(uploads[0]?.id);
    uploads[1]?.resolve();
    await settle();
    expect(states()).toEqual(['ready']);
  });

  it('that the server refuses say why, and are not tried again by themselves', async () => {
    const { tray, uploads, settle } = desk();
    tray.add([chosen('page.html', 'text/html')]);
    uploads[0]?.reject(new FileRefused('Files of this type cannot be sent.'));
    await settle();
    tray.resume();
    expect(tray.files()[0]).toMatchObject({ state: 'refused', reason: 'Files of this type cannot be sent.' });
    expect(uploads).toHaveLength(1);
  });

  it('can be stopped on their way, even when the answer comes all the same', async () => {
    const { tray, uploads, removed, settle } = desk();
    tray.add([chosen('a')]);
    const id = tray.files()[0]?.id ?? '';
    tray.remove(id);
    expect(uploads[0]?.signal.aborted).toBe(true);
    uploads[0]?.resolve();
    await settle();
    expect(tray.files()).toEqual([]);
    expect(removed).toEqual([id]);
  });

  it('change places, never beyond the ends', () => {
    const { tray, names } = desk();
    tray.add(['a', 'b', 'c'].map((name) => chosen(name)));
    const [a = '', , c = ''] = tray.files().map(({ id }) => id);
    tray.move(a, 1);
    expect(names()).toEqual(['b', 'a', 'c']);
    tray.move(c, -9);
    expect(names()).toEqual(['c', 'b', 'a']);
  });

  it('made smaller take the place of the large ones, which wait behind them', async () => {
    const { tray, shrinks, removed, settle, names } = desk();
    tray.heard([stored('1'), stored('2'), stored('3')], 0);
    tray.describe('2', 'a fridge');
    tray.shrink(new Map([['2', 500]]));
    shrinks[0]?.resolve(stored('9', 'small.jpg', 400));
    await settle();
    expect(names()).toEqual(['1.jpg', 'small.jpg', '3.jpg']);
    expect(tray.files()[1]).toMatchObject({ id: '9', bytes: 400, alt: 'a fridge', state: 'ready' });
    expect(removed).toEqual([]);
    tray.heard([stored('1'), small('9', '2'), stored('2'), stored('3')], Date.now() + 1);
    expect(names()).toEqual(['1.jpg', 'small.jpg', '3.jpg']);
  });

  it('made smaller are as they were when it is taken back, with their words and in their place', async () => {
    const { tray, shrinks, removed, settle } = desk();
    tray.heard([stored('1'), stored('2'), stored('3')], 0);
    tray.shrink(new Map([['2', 500]]));
    shrinks[0]?.resolve(small('9', '2'));
    await settle();
    tray.describe('9', 'a fridge');
    tray.unshrink('9');
    expect(tray.files().map(({ id, bytes, alt }) => [id, bytes, alt])).toEqual([
      ['1', 1_000, ''],
      ['2', 1_000, 'a fridge'],
      ['3', 1_000, ''],
    ]);
    expect(removed).toEqual(['9 alone']);
    // A list that was asked for before knows both.
    tray.heard([stored('1'), small('9', '2'), stored('2'), stored('3')], 0);
    expect(tray.files().map(({ id }) => id)).toEqual(['1', '2', '3']);
  });

  it('made smaller twice are one step from the picture itself', async () => {
    const { tray, shrinks, removed, settle } = desk();
    tray.heard([stored('2')], 0);
    for (const [index, [from, to]] of [
      ['2', '8'],
      ['8', '9'],
    ].entries()) {
      tray.shrink(new Map([[from ?? '', 500]]));
      shrinks[index]?.resolve(small(to ?? '', '2'));
      await settle();
    }
    expect(removed).toEqual(['8 alone']);
    tray.unshrink('9');
    expect(tray.files().map(({ id }) => id)).toEqual(['2']);
  });

  it('made smaller can be taken back on another device, too', () => {
    const { tray } = desk();
    tray.heard([small('9', '2'), stored('2'), stored('3')], 0);
    expect(tray.files().map(({ id, original }) => [id, original?.id])).toEqual([
      ['9', '2'],
      ['3', undefined],
    ]);
  });

  it('that cannot be made smaller stay as they were, with the reason', async () => {
    const { tray, shrinks, settle, removed } = desk();
    tray.heard([stored('1')], 0);
    tray.shrink(new Map([['1', 500]]));
    shrinks[0]?.reject(new FileRefused('An animation cannot be shrunk.'));
    await settle();
    expect(tray.files()[0]).toMatchObject({
      id: '1',
      state: 'ready',
      reason: 'An animation cannot be shrunk.',
    });
    expect(removed).toEqual([]);
  });

  it('of another device appear, and go when they are sent from there', () => {
    const { tray, names } = desk();
    tray.heard([stored('1'), stored('2')], 1_000);
    expect(names()).toEqual(['1.jpg', '2.jpg']);
    tray.heard([stored('2')], 2_000);
    expect(names()).toEqual(['2.jpg']);
  });

  it('stay when an older list does not know them yet', async () => {
    const { tray, uploads, settle, names } = desk();
    const before = Date.now() - 1;
    tray.add([chosen('a')]);
    uploads[0]?.resolve();
    await settle();
    tray.heard([], before);
    expect(names()).toEqual(['a']);
  });

  it('that were sent do not come back from an older list, but do when the message was not sent after all', () => {
    const { tray, names } = desk();
    tray.heard([stored('1')], 0);
    tray.describe('1', 'a fridge');
    expect(tray.take()).toEqual([{ ...stored('1'), alt: 'a fridge' }]);
    tray.heard([stored('1')], 0);
    expect(names()).toEqual([]);
    tray.giveBack([stored('1')]);
    expect(names()).toEqual(['1.jpg']);
  });

  it('that went with a message for later come back when it is written anew on another device', () => {
    const { tray, names } = desk();
    tray.heard([stored('1')], 0);
    tray.take();
    tray.heardTaken(['1', 'of somebody else']);
    // Asked for before the server had put it aside.
    tray.heard([stored('1')], Date.now() - 1);
    expect(names()).toEqual([]);
    tray.heard([stored('1')], Date.now() + 1);
    expect(names()).toEqual(['1.jpg']);
  });

  it('are handed over all together or some of them; the others stay', () => {
    const { tray, names } = desk();
    tray.heard([stored('1'), stored('2'), stored('3')], 0);
    expect(tray.take(['1', '3']).map(({ id }) => id)).toEqual(['1', '3']);
    expect(names()).toEqual(['2.jpg']);
    expect(tray.take().map(({ id }) => id)).toEqual(['2']);
    expect(names()).toEqual([]);
  });

  it('that come back from a message for later stay when an older list does not know them yet', () => {
    const { tray, names } = desk();
    const before = Date.now() - 1;
    tray.giveBack([stored('1')]);
    tray.heard([], before);
    expect(names()).toEqual(['1.jpg']);
  });
});
