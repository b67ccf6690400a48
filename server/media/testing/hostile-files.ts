import { deflateSync, gzipSync } from 'node:zlib';
import type { FileRefusal } from '@/server/domain/media/file-refusals';
import {
  commented,
  flatPng,
  flipped,
  ftyp,
  gif,
  lyingJpeg,
  noise,
  picture,
  withChunk,
} from './crafted-files';

/** Stands wherever something is hidden; nothing that we keep may hold it. */
export const CANARY = 'CANARY-7f3a';
const SCRIPT = `<script>alert("${CANARY}")</script>`;

/** A file that means no good, and what must become of it. */
export interface HostileFile {
  title: string;
  /** As its sender calls it. */
  name: string;
  content: () => Buffer | string | Promise<Buffer | string>;
  /** Refused for this reason, or taken as this type with what was hidden in it gone. */
  outcome: { refused: FileRefusal } | { takenAs: string };
}

const bytes = (hex: string, length = 64) => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.alloc(length)]);
const refused = (reason: FileRefusal) => ({ outcome: { refused: reason } });
const taken = (takenAs: string) => ({ outcome: { takenAs } });

/** Programs, pages and archives that are called pictures. */
const DISGUISED: HostileFile[] = (
  [
    ['an SVG with a script', `<svg xmlns="http://www.w3.org/2000/svg">${SCRIPT}</svg>`],
    ['an SVG behind an XML head', `<?xml version="1.0"?><svg onload="alert(1)"/>`],
    ['an SVG with nested entities', `<!DOCTYPE s [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]><svg>&b;</svg>`],
    ['an SVG in UTF-16', Buffer.from(`\ufeff<svg>${SCRIPT}</svg>`, 'utf16le')],
    ['an HTML page', `<!doctype html><p>${SCRIPT}`],
    ['an HTML page behind a byte order mark', `\ufeff<html>${SCRIPT}</html>`],
    ['an HTML page behind white space', `\n\n\t  <body onload=alert(1)>`],
    ['an HTML page behind a comment', `<!-- GIF89a --><html>${SCRIPT}`],
    ['a text with a script in it', `Hello ${SCRIPT}`],
    ['an XML document', `<?xml version="1.0"?><a/>`],
    ['a saved e-mail with a page', `MIME-Version: 1.0\nContent-Type: text/html\n\n<html>${SCRIPT}`],
    ['a PHP program', `<?php system($_GET['c']); ?>`],
    ['a shell script', '#!/bin/sh\nrm -rf /'],
    ['a PDF behind a page', `<html>${SCRIPT}</html>\n%PDF-1.7\n%%EOF`],
    ['a Windows program', bytes('4d5a90000300000004000000ffff0000')],
    ['a Linux program', bytes('7f454c4602010100')],
    ['a macOS program', bytes('cffaedfe07000001')],
    ['a Java class', bytes('cafebabe00000034')],
    ['WebAssembly', bytes('0061736d01000000')],
    ['a Flash film', bytes('43575309')],
    ['a Windows shortcut', bytes('4c0000000114020000000000c000000000000046')],
    ['a zip', bytes('504b03041400000000000000')],
    [
      'a Java archive',
      Buffer.concat([bytes('504b0304140008000800', 20), Buffer.from('META-INF/MANIFEST.MF')]),
    ],
    ['a gzip bomb', gzipSync(Buffer.alloc(10_000_000))],
    ['a RAR', bytes('526172211a0700')],
    ['a 7z', bytes('377abcaf271c')],
    ['an xz', bytes('fd377a585a00')],
    ['a bzip2', bytes('425a6839314159265359')],
    ['an SQLite database', Buffer.from(`SQLite format 3\0${'\0'.repeat(100)}`)],
    ['a font', bytes('774f46320001000000')],
    ['an icon', bytes('00000100010010100000')],
    ['a BMP', Buffer.from(`BM${'\0'.repeat(60)}`, 'latin1')],
    ['a TIFF', bytes('49492a0008000000')],
    ['a Photoshop file', bytes('384250530001')],
    ['a JPEG XL', bytes('0000000c4a584c200d0a870a')],
    ['a WAV', Buffer.from(`RIFF\x24\0\0\0WAVEfmt ${'\0'.repeat(40)}`, 'latin1')],
    ['an AVI', Buffer.from(`RIFF\x24\0\0\0AVI LIST${'\0'.repeat(40)}`, 'latin1')],
    ['a FLAC', Buffer.from(`fLaC${'\0'.repeat(60)}`, 'latin1')],
    ['an Ogg', Buffer.from(`OggS${'\0'.repeat(60)}`, 'latin1')],
    ['a Matroska film', bytes('1a45dfa3934282886d6174726f736b61')],
    ['PostScript', '%!PS-Adobe-3.0\n'],
    ['rich text', `{\\rtf1 ${CANARY}}`],
    ['a text in Latin-1', Buffer.from('Gr\xfc\xdfe', 'latin1')],
    ['a text with a NUL', 'Hello\0there'],
    ['a text that drives a terminal', `\x1b]0;${CANARY}\x07`],
    ['random bytes', Buffer.from([1, 2, 3, 0, 255, 254, 9])],
  ] as const
).map(([title, content]) => ({
  title,
  name: 'holiday.jpg',
  content: () => content,
  ...refused('type_not_taken'),
}));

/** Pictures that are none, or not whole. */
const BROKEN: HostileFile[] = [
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

/** Small files that unfold to much. */
const BOMBS: HostileFile[] = [
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

/** Real files with something behind, inside or before them. */
const LOADED: HostileFile[] = [
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

export const HOSTILE_FILES: readonly HostileFile[] = [...DISGUISED, ...BROKEN, ...BOMBS, ...LOADED];

/** Names that lead somewhere, hide something or break something. */
export const HOSTILE_NAMES: readonly string[] = [
  '../../etc/passwd',
  '..\\..\\windows\\system32\\cmd.exe',
  '..%2f..%2fetc%2fpasswd',
  '/etc/passwd',
  '\\\\server\\share\\a.jpg',
  'C:\\a.jpg',
  'a\0.jpg',
  'CON',
  'nul.jpg',
  '.',
  '..',
  '.htaccess',
  '   ',
  '',
  'x'.repeat(4_000),
  `${'é'.repeat(2_000)}.jpg`,
  'invoice\u202egpj.exe',
  'zero\u200bwidth\u2060.jpg',
  'a.jpg\r\nSet-Cookie: session=1',
  'a"; filename="b.html',
  "a'; filename*=UTF-8''b.html",
  '<img src=x onerror=alert(1)>.jpg',
  '=cmd|calc!A0.csv',
  '\ud800.jpg',
  '💥.jpg',
];
