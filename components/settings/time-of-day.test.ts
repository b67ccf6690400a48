import { expect, it } from 'vitest';
import { clockOf, minuteOf } from './time-of-day';

it('writes every minute of the day so that it is read as the same', () => {
  for (let minute = 0; minute < 1_440; minute += 1) expect(minuteOf(clockOf(minute))).toBe(minute);
});

it.each(['', '24:00', '7:05', '12:60', 'noon'])('reads "%s" as no time', (clock) => {
  expect(minuteOf(clock)).toBeNull();
});
