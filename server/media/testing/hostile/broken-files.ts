import { flipped, ftyp, gif, noise } from '../crafted-files';
import { bytes, CANARY, type HostileFile, refused, taken } from './hostile-file';

/** Pictures that are none, or not whole. */
export const BROKEN: readonly HostileFile[] = [
  { title: 'nothing', name: 'a.jpg', content: () => '', ...refused('empty') },
  { title: 'a HEIC', name: 'a.heic', content: () => ftyp('heic'), ...refused('heic') },
  { title: 'an AVIF', name: 'a.jpg', content: () => ftyp('avif'), ...refused('heic') },
  {
    title: 'a JPEG that is only its beginning',
    name: 'a.jpg',
    content: () => bytes('ffd8ffe000104a464946'),
    ...refused('damaged'),
  },
  {
    title: 'a PNG that is only its beginning',
    name: 'a.png',
    content: () => bytes('89504e470d0a1a0a0000000d49484452'),
    ...refused('damaged'),
  },
  {
    title: 'a WebP that is only its beginning',
    name: 'a.webp',
    content: () => Buffer.from(`RIFF\x24\0\0\0WEBPVP8 ${'\0'.repeat(40)}`, 'latin1'),
    ...refused('damaged'),
  },
  {
    title: 'a GIF that is also a script',
    name: 'a.gif',
    content: () => `GIF89a/*${'\0'.repeat(20)}*/=alert("${CANARY}")`,
    ...refused('damaged'),
  },
  {
    title: 'a GIF whose head says that it has no size',
    name: 'a.gif',
    content: () => gif(0, 0, 1),
    ...taken('image/gif'),
  },
  {
    title: 'a PNG that breaks off',
    name: 'a.png',
    content: async () => (await noise().png().toBuffer()).subarray(0, 2_000),
    ...refused('damaged'),
  },
  {
    title: 'a JPEG that breaks off',
    name: 'a.jpg',
    content: async () => (await noise().jpeg().toBuffer()).subarray(0, 2_000),
    ...refused('damaged'),
  },
  {
    title: 'a PNG with a wrong sum',
    name: 'a.png',
    content: async () => flipped(await noise().png().toBuffer(), 60),
    ...refused('damaged'),
  },
];
