import { expect, it } from 'vitest';
import { shortName } from './upload-file';

it.each(['é', '💥', 'x'])('a name of 4,000 %s fits into an address, no character broken', (char) => {
  const name = shortName(char.repeat(4_000));
  expect(encodeURIComponent(name).length).toBeLessThan(4_000);
  expect(name).toBe(char.repeat(250));
});
