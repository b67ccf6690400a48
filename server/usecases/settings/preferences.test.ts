import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_PREFERENCES, type Preferences } from '@/server/domain/settings/preferences';
import { type House, house } from '../testing/house';
import { getPreferences } from './get-preferences';
import { savePreferences } from './save-preferences';

const OWN: Preferences = { ...DEFAULT_PREFERENCES, showText: false, quietHours: { from: 1320, to: 420 } };

let home: House;
beforeEach(async () => {
  home = await house();
});

describe('preferences', () => {
  it('are the defaults for who never saved any', async () => {
    expect(await home.as(home.organization.anna, getPreferences)).toEqual(DEFAULT_PREFERENCES);
  });

  it('are kept for their own person alone, and saved again take the place of the former', async () => {
    const { anna, jonas } = home.organization;
    await home.as(anna, (ctx) => savePreferences(ctx, OWN));
    await home.as(anna, (ctx) => savePreferences(ctx, { ...OWN, sendUndoSeconds: 10 }));
    expect(await home.as(anna, getPreferences)).toEqual({ ...OWN, sendUndoSeconds: 10 });
    expect(await home.as(jonas, getPreferences)).toEqual(DEFAULT_PREFERENCES);
  });

  it('are told to the other browsers of their person and to nobody else', async () => {
    const { anna } = home.organization;
    await home.as(anna, (ctx) => savePreferences(ctx, OWN));
    const news = await home.rows<{ user_id: string | null; payload: string }>('select * from events');
    expect(news).toHaveLength(1);
    expect(JSON.parse(news[0]?.payload ?? '')).toEqual({ kind: 'preferences.changed', preferences: OWN });
    expect(Object.values(news[0] ?? {})).toContain(anna.id);
  });

  it('belong to people: the house has none', async () => {
    for (const who of ['operator', 'job', 'carrier'] as const) {
      await expect(home.as(who, getPreferences)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(home.as(who, (ctx) => savePreferences(ctx, OWN))).rejects.toMatchObject({
        reason: 'person_needed',
      });
    }
  });
});
