import { kindOf } from '@/server/domain/media/file-types';
import { MediaRefusal } from './media-refusal';
import { renewPicture, shrinkPicture, thumbnailOf } from './pictures';
import { readType } from './read-type';
import type { ReaderAnswer, ReaderTask, ReadFile } from './reader-tasks';

/**
 * The process in which strangers' files are opened: a decoder that hangs, eats memory or falls takes this process with
 * it and nothing else. One task at a time; its parent ends it when it takes too long.
 */
process.on('message', (task: ReaderTask) => {
  perform(task)
    .then(
      (result): ReaderAnswer => ({ result }),
      (error): ReaderAnswer => ({ refusal: error instanceof MediaRefusal ? error.reason : 'damaged' }),
    )
    .then((answer) => process.send?.(answer));
});
process.on('disconnect', () => process.exit(0));

async function perform(task: ReaderTask): Promise<ReadFile> {
  const { contentType, text } = await readType(task.from, task.kind === 'read' ? task.use : 'send');
  if (kindOf(contentType) !== 'image') return { path: task.from, contentType, text };
  const picture =
    task.kind === 'shrink'
      ? await shrinkPicture(task.from, task.to, task.budget)
      : await renewPicture(task.from, task.to);
  await thumbnailOf(picture.path, task.thumbnail);
  return { ...picture, thumbnail: task.thumbnail };
}
