import { commented, picture, withChunk } from '../crafted-files';
import { bytes, CANARY, type HostileFile, SCRIPT, taken } from './hostile-file';

/** Real files with something behind, inside or before them. */
export const LOADED: readonly HostileFile[] = [
  {
    title: 'a JPEG with a page behind it',
    name: 'a.jpg',
    content: async () => Buffer.concat([await picture().jpeg().toBuffer(), Buffer.from(SCRIPT)]),
    ...taken('image/jpeg'),
  },
  {
    title: 'a JPEG with a zip behind it',
    name: 'a.jpg',
    content: async () =>
      Buffer.concat([await picture().jpeg().toBuffer(), bytes('504b0304'), Buffer.from(CANARY)]),
    ...taken('image/jpeg'),
  },
  {
    title: 'a JPEG with a page in its comment',
    name: 'a.jpg',
    content: async () => commented(await picture().jpeg().toBuffer(), SCRIPT),
    ...taken('image/jpeg'),
  },
  {
    title: 'a JPEG that tells place and camera',
    name: 'a.jpg',
    content: () =>
      picture()
        .withExif({ IFD0: { Make: CANARY }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } })
        .jpeg()
        .toBuffer(),
    ...taken('image/jpeg'),
  },
  {
    title: 'a WebP that tells its place',
    name: 'a.webp',
    content: () =>
      picture()
        .withExif({ IFD0: { Make: CANARY } })
        .webp()
        .toBuffer(),
    ...taken('image/jpeg'),
  },
  {
    title: 'a PNG that tells its place',
    name: 'a.png',
    content: () =>
      picture()
        .withExif({ IFD0: { Make: CANARY } })
        .png()
        .toBuffer(),
    ...taken('image/png'),
  },
  {
    title: 'a PNG with a script in its words',
    name: 'a.png',
    content: () => withChunk('tEXt', Buffer.from(`Comment\0${SCRIPT}`)),
    ...taken('image/png'),
  },
  {
    title: 'a PNG with a program in its description',
    name: 'a.png',
    content: () => withChunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0<?php echo "${CANARY}"; ?>`)),
    ...taken('image/png'),
  },
  {
    title: 'a PNG with a program behind it',
    name: 'a.php.png',
    content: async () =>
      Buffer.concat([await picture().png().toBuffer(), Buffer.from(`<?php "${CANARY}" ?>`)]),
    ...taken('image/png'),
  },
  {
    title: 'a JPEG that is called a program',
    name: 'invoice.exe',
    content: () => picture().jpeg().toBuffer(),
    ...taken('image/jpeg'),
  },
  {
    title: 'a PNG that is called a page',
    name: 'index.html',
    content: () => picture().png().toBuffer(),
    ...taken('image/png'),
  },
  {
    title: 'a text that is a spreadsheet formula',
    name: 'a.csv',
    content: () => '=cmd|calc!A0,1',
    ...taken('text/plain'),
  },
  { title: 'a script without markup', name: 'a.js', content: () => 'alert(1)', ...taken('text/plain') },
];
