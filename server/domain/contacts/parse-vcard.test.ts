import { expect, it } from 'vitest';
import { parseVCards } from './parse-vcard';

const cardOf = (...lines: string[]) => parseVCards(['BEGIN:VCARD', ...lines, 'END:VCARD'].join('\r\n'))[0];

it('reads quoted-printable in the charset that the card names, UTF-8 where it names none', () => {
  expect(cardOf('N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;J=FCrgen')?.name).toBe(
    'Jürgen Müller',
  );
  expect(cardOf('FN;ENCODING=QUOTED-PRINTABLE:Zo=C3=\r\n=AB')?.name).toBe('Zoë');
  expect(cardOf('FN;CHARSET=NONSENSE;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB')?.name).toBe('Zoë');
});

it('keeps what quoted-printable should have encoded and did not', () => {
  expect(cardOf('NOTE;ENCODING=QUOTED-PRINTABLE:x😀y=3D=zz')?.notes).toBe('x😀y==zz');
});

it('gives nothing that the database could not store', () => {
  expect(cardOf('FN;ENCODING=QUOTED-PRINTABLE:A=00B')?.name).toBe('A\uFFFDB');
});

it('divides a name at its semicolons, not at those that are part of it', () => {
  expect(cardOf('N:O\\;Neil;Ann;;;')?.name).toBe('Ann O;Neil');
});

it.each([
  ['folded lines', `NOTE:${'ab\n '.repeat(500_000)}x`],
  ['lines of quoted-printable', `NOTE;ENCODING=QUOTED-PRINTABLE:${'ab=\n'.repeat(500_000)}x`],
  ['escapes', `NOTE;ENCODING=QUOTED-PRINTABLE:${'=41'.repeat(500_000)}x`],
])('reads two megabytes of %s in linear time', (_, note) => {
  const start = performance.now();
  expect(cardOf(note)?.notes.length).toBeGreaterThan(500_000);
  expect(performance.now() - start).toBeLessThan(3000);
});
