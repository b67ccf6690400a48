import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carrierFileName, contentDisposition, safeFileName } from './file-name';

describe('the name of a file', () => {
  it.each([
    ['photo.jpg', 'jpg', 'photo.jpg'],
    ['PHOTO.JPG', 'jpg', 'PHOTO.jpg'],
    ['holiday.heic', 'jpg', 'holiday.jpg'],
    ['v1.2 final', 'pdf', 'v1.2 final.pdf'],
    ['no extension', 'png', 'no extension.png'],
    ['../../etc/passwd', 'txt', 'passwd.txt'],
    ['C:\\Users\\me\\Foto.png', 'png', 'Foto.png'],
    ['..', 'txt', 'file.txt'],
    ['', 'jpg', 'file.jpg'],
    ['.htaccess', 'txt', 'htaccess.txt'],
    ['CON', 'txt', 'file CON.txt'],
    ['nul.txt', 'txt', 'file nul.txt'],
    ['a\u0000b\r\nSet-Cookie: x.txt', 'txt', 'abSet-Cookie x.txt'],
    ['invoice\u202Egpj.exe', 'pdf', 'invoicegpj.pdf'],
    ['Über  Größe.png', 'png', 'Über Größe.png'],
    ['\ud83d\ude00.gif', 'gif', '\ud83d\ude00.gif'],
    ['half \ud83d.gif', 'gif', 'half \ufffd.gif'],
    ['x'.repeat(4_000), 'jpg', `${'x'.repeat(116)}.jpg`],
  ])('%j becomes safe to show and to save', (claimed, extension, expected) => {
    expect(safeFileName(claimed, extension)).toBe(expected);
  });

  const anyName = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('../x', 'a/../b', 'con.', '. .', '...', 'x\u0000'.repeat(300), '\ud800'),
  );

  it('is never a path, never hidden, never long, and keeps what it is when made safe again', () => {
    fc.assert(
      fc.property(anyName, fc.constantFrom('jpg', 'txt', 'pdf'), (claimed, extension) => {
        const name = safeFileName(claimed, extension);
        expect(name).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u);
        expect(name).not.toMatch(/^\./);
        expect(name.endsWith(`.${extension}`)).toBe(true);
        expect(name.length).toBeLessThanOrEqual(120);
        expect(name.isWellFormed()).toBe(true);
        expect(safeFileName(name, extension)).toBe(name);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('Content-Disposition', () => {
  it.each([
    ['photo.jpg', `attachment; filename="photo.jpg"; filename*=UTF-8''photo.jpg`],
    ['Größe "1".png', `attachment; filename="Gr__e _1_.png"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%221%22.png`],
    ["it's (1).txt", `attachment; filename="it's (1).txt"; filename*=UTF-8''it%27s%20%281%29.txt`],
  ])('names %j in both ways', (name, expected) => {
    expect(contentDisposition('attachment', name)).toBe(expected);
  });

  it('is one header line of plain characters whatever the name is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const header = contentDisposition('inline', name);
        expect(header).toMatch(/^inline; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w%.~-]*$/);
        expect(header.split('"')).toHaveLength(3);
      }),
    );
  });
});

describe('a name for carriers', () => {
  it.each([
    ['fridge.jpg', 'fridge.jpg'],
    ['Ihr Angebot (März).pdf', 'Ihr-Angebot-Marz.pdf'],
    ['写真.png', 'file.png'],
    ['v1.2 final', 'v1-2-final'],
  ])('%s is %s', (name, expected) => {
    expect(carrierFileName(name)).toBe(expected);
  });

  it('is short and plain whatever the file is called, and keeps its extension', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (claimed) => {
        expect(carrierFileName(safeFileName(claimed, 'jpeg'))).toMatch(/^[a-z0-9][a-z0-9-]{0,14}\.jpeg$/i);
      }),
    );
  });
});
