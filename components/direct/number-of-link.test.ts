import { expect, it } from 'vitest';
import { numberOfLink } from './number-of-link';

it.each([
  ['+393471234567', '+393471234567'],
  [' 393471234567', '+393471234567'],
  ['sms:+393471234567', '+393471234567'],
  ['SMS:+39-347-1234567', '+39-347-1234567'],
  ['sms:+393471234567?body=Ciao', '+393471234567'],
  ['sms:+393471234567,+393471234568', '+393471234567'],
  ['sms://+393471234567/;body=x', '+393471234567/'],
  ['tel:+14155550177;ext=3', '+14155550177'],
  ['', ''],
  ['x'.repeat(100), 'x'.repeat(40)],
])('%j names %j', (link, number) => {
  expect(numberOfLink(link)).toBe(number);
});
