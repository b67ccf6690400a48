/** Zones of a country; engines offer one of the two, and older ones neither. */
interface ZonedLocale {
  getTimeZones?: () => string[] | undefined;
  timeZones?: string[];
}

/**
 * What a clock in that country shows now, "Tue 09:43"; null where its zones do not agree, or are not known.
 * @param country ISO 3166-1 alpha-2
 */
export function localTime(country: string, now: number): string | null {
  const locale = new Intl.Locale('und', { region: country }) as ZonedLocale;
  const zones = locale.getTimeZones?.() ?? locale.timeZones ?? [];
  const times = new Set(
    zones.map((timeZone) =>
      new Intl.DateTimeFormat('en', {
        timeZone,
        weekday: 'short',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      }).format(now),
    ),
  );
  const [time] = times;
  return times.size === 1 && time !== undefined ? time : null;
}
