import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCalendar } from './read-calendar';

const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n');

describe('a calendar entry', () => {
  it('tells what, where and when, escapes and folded lines put right', () => {
    const text = calendar(
      'SUMMARY:Viewing\\, second',
      '  visit',
      'LOCATION;LANGUAGE=en:12 Mill Lane\\nBack door',
      'DTSTART:20261201T090000Z',
      'DTEND:20261201T093000Z',
    );
    expect(readCalendar(text)).toEqual({
      title: 'Viewing, second visit',
      location: '12 Mill Lane Back door',
      start: '2026-12-01T09:00:00Z',
      end: '2026-12-01T09:30:00Z',
    });
  });

  it.each([
    ['DTSTART;VALUE=DATE:20261224', '2026-12-24'],
    ['DTSTART;TZID=Europe/Rome:20261224T183000', '2026-12-24T18:30:00'],
    ['DTSTART:tomorrow', null],
  ])('%s begins at %s', (line, start) => {
    expect(readCalendar(calendar(line))?.start).toBe(start);
  });

  it('is the first of several; what stands outside of entries is passed over', () => {
    const text = `BEGIN:VCALENDAR\nSUMMARY:not this\nBEGIN:VEVENT\nSUMMARY:one\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:two\nEND:VEVENT`;
    expect(readCalendar(text)?.title).toBe('one');
  });

  it('is none where there is none, whatever the text is', () => {
    expect(readCalendar('BEGIN:VCALENDAR\nEND:VCALENDAR')).toBeNull();
    fc.assert(fc.property(fc.string(), (text) => readCalendar(text) === null || text.includes('VEVENT')));
  });
});
