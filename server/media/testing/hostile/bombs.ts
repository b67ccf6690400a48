import { deflateSync } from 'node:zlib';
import { flatPng, gif, lyingJpeg, withChunk } from '../crafted-files';
import { type HostileFile, refused, taken } from './hostile-file';

/** Small files that unfold to much. */
export const BOMBS: readonly HostileFile[] = [
  {
    title: 'a PNG of 15,000 × 15,000 in 700 KB',
    name: 'a.png',
    content: () => flatPng(15_000, 15_000),
    ...refused('too_many_pixels'),
  },
  {
    title: 'a PNG of 60,000 × 500',
    name: 'a.png',
    content: () => flatPng(60_000, 500),
    ...refused('too_many_pixels'),
  },
  {
    title: 'a JPEG that says it is 65,500 × 65,500',
    name: 'a.jpg',
    content: lyingJpeg,
    ...refused('too_many_pixels'),
  },
  {
    title: 'a GIF of 20,000 frames',
    name: 'a.gif',
    content: () => gif(1, 1, 20_000),
    ...refused('too_many_frames'),
  },
  {
    title: 'a GIF of 201 frames',
    name: 'a.gif',
    content: () => gif(2, 2, 201),
    ...refused('too_many_frames'),
  },
  {
    title: 'a GIF of 100 frames of 2,000 × 2,000',
    name: 'a.gif',
    content: () => gif(2_000, 2_000, 100),
    ...refused('too_many_pixels'),
  },
  {
    title: 'a PNG with 20 MB of zipped words',
    name: 'a.png',
    content: () =>
      withChunk(
        'zTXt',
        Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(Buffer.alloc(20_000_000, 65))]),
      ),
    ...taken('image/png'),
  },
  {
    title: 'a book as text',
    name: 'a.txt',
    content: () => 'word '.repeat(10_000),
    ...refused('text_too_long'),
  },
  {
    title: 'an endless text',
    name: 'a.txt',
    content: () => 'x'.repeat(2_000_000),
    ...refused('type_not_taken'),
  },
];
