/**
 * Files that nobody should trust, made on the spot for testers. A handset takes them all, as real telephones do; what
 * the inbox makes of them is the test (reliability S6, S7).
 */
const HOSTILE_FILES = {
  script: () => file('drawing.svg', 'image/svg+xml', SVG),
  page: () => file('holiday.jpg', 'image/jpeg', '<!doctype html><script>alert(document.domain)</script>'),
  lyingType: async () => file('chart.png', 'application/pdf', await drawing('image/png')),
  program: () => file('invoice\u202Egpj.exe', 'image/jpeg', new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0])),
  empty: () => file('empty.png', 'image/png', ''),
  truncated: async () => file('half.png', 'image/png', (await drawing('image/png')).subarray(0, 120)),
  longName: async () =>
    file(`${'a very long name '.repeat(235)}.png`, 'image/png', await drawing('image/png')),
  path: () => file('../../../etc/passwd', 'text/plain', 'root:x:0:0'),
  mark: () => file('opening-hours.txt', 'text/plain', '\uFEFFMo–Fr 9–17'),
  place: async () => file('from-home.jpg', 'image/jpeg', withPlace(await drawing('image/jpeg'))),
} satisfies Record<string, () => File | Promise<File>>;

export type HostileFile = keyof typeof HOSTILE_FILES;

export const HOSTILE_FILE_NAMES = Object.keys(HOSTILE_FILES) as HostileFile[];

export async function hostileFile(which: HostileFile): Promise<File> {
  return HOSTILE_FILES[which]();
}

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80" onload="alert(1)"><script>alert(1)</script></svg>';

function file(name: string, type: string, content: string | Uint8Array<ArrayBuffer>): File {
  return new File([content], name, { type });
}

/** A picture of a few colours. */
async function drawing(type: 'image/png' | 'image/jpeg'): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(480, 320);
  const pen = canvas.getContext('2d');
  for (let i = 0; pen && i < 12; i += 1) {
    pen.fillStyle = `hsl(${30 + i * 8} 70% ${40 + i * 3}%)`;
    pen.fillRect(i * 40, 0, 40, 320);
  }
  const blob = await canvas.convertToBlob({ type });
  return new Uint8Array(await blob.arrayBuffer());
}

/**
 * The JPEG with an EXIF block behind its first two bytes that says where it was taken: latitude 51° 30′ N. Layout:
 * Exif 2.32, section 4.6 (TIFF header, one directory with a pointer to the GPS directory).
 */
export function withPlace(jpeg: Uint8Array): Uint8Array<ArrayBuffer> {
  const tiff = [
    ...[0x4d, 0x4d, 0, 42, 0, 0, 0, 8],
    // Directory 0: one entry, 0x8825 (GPS), LONG, at 26; no further directory.
    ...[0, 1, 0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 26, 0, 0, 0, 0],
    // GPS: latitude reference "N", and latitude as three RATIONALs at 56.
    ...[0, 2, 0, 1, 0, 2, 0, 0, 0, 2, 0x4e, 0, 0, 0],
    ...[0, 2, 0, 5, 0, 0, 0, 3, 0, 0, 0, 56, 0, 0, 0, 0],
    ...[51, 30, 0].flatMap((part) => [0, 0, 0, part, 0, 0, 0, 1]),
  ];
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  const length = exif.length + 2;
  const block = [0xff, 0xe1, length >> 8, length & 0xff, ...exif];
  return new Uint8Array([...jpeg.subarray(0, 2), ...block, ...jpeg.subarray(2)]);
}
