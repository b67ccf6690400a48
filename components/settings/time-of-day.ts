/** A minute of the day as a field of type `time` writes it: 425 → "07:05". */
export function clockOf(minute: number): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** The minute of the day that such a field holds; null while it is not filled. */
export function minuteOf(clock: string): number | null {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)/.exec(clock) ?? [];
  return hour && minute ? Number(hour) * 60 + Number(minute) : null;
}
