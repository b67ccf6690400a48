/** Zones of a country; engines offer one of the two, and older ones neither. */
interface ZonedLocale {
  getTimeZones?: () => string[] | undefined;
  timeZones?: string[];
}

/** The IANA time zones of a country (ISO 3166-1 alpha-2); none where they are not known. */
export function zonesOfCountry(country: string): readonly string[] {
  const locale = new Intl.Locale('und', { region: country }) as ZonedLocale;
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

/** What clocks in these time zones show at a moment, "Tue 09:43"; null where they do not agree, or there are none. */
export function localTime(zones: readonly string[], at: number): string | null {
  const times = new Set(
    zones.map((timeZone) =>
      new Intl.DateTimeFormat('en', {
        timeZone,
        weekday: 'short',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      }).format(at),
    ),
  );
  const [time] = times;
  return times.size === 1 && time !== undefined ? time : null;
}
