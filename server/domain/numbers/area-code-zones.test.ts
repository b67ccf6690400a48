import { describe, expect, it } from 'vitest';
import { zoneOfAreaCode } from './area-code-zones';

const hourAtNoonUtc = (timeZone: string) =>
  Number(
    new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(
      Date.UTC(2026, 0, 5, 12),
    ),
  );

describe('zoneOfAreaCode', () => {
  it.each([
    ['+12125550142', 7],
    ['+13125550142', 6],
    ['+13035550142', 5],
    ['+16025550142', 5],
    ['+14155550123', 4],
    ['+18085550123', 2],
    ['+19025550123', 8],
    ['+13065550123', 6],
  ])('knows the clock of %s: %i in the morning at noon UTC in January', (number, hour) => {
    expect(hourAtNoonUtc(zoneOfAreaCode(number) ?? 'UTC')).toBe(hour);
  });

  it.each([
    '+18505550123',
    '+12085550123',
    '+17805',
    '+18005550123',
    '+18765550123',
    '+442071234567',
    'SHOP',
  ])('says nothing of %s: two clocks, no place, another country or no number', (number) => {
    expect(zoneOfAreaCode(number)).toBeNull();
  });

  it('names zones that exist', () => {
    const zones = new Set<string>();
    for (let code = 200; code < 1000; code += 1) {
      const zone = zoneOfAreaCode(`+1${code}5550100`);
      if (zone) zones.add(zone);
    }
    expect(zones.size).toBe(8);
    for (const zone of zones) expect(() => hourAtNoonUtc(zone)).not.toThrow();
  });
});
