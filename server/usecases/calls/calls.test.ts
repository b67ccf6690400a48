import fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { applyCall, type CallView } from '@/server/domain/calls/call';
import type { CallEventInput } from '@/server/domain/calls/inputs';
import { saveContact } from '../contacts/save-contact';
import { type House, house } from '../testing/house';
import { currentCalls } from './current-calls';
import { pruneCalls } from './prune-calls';
import { recordCall } from './record-call';

const PEER = '+14155550177';
let home: House;
let people: House['organization'];
let annasAddress: string;
let callId: string;

beforeAll(async () => {
  home = await house();
  people = home.organization;
  annasAddress = `anna@org-${people.id}.example`;
  await home.as(people.anna, (ctx) =>
    saveContact(ctx, {
      id: uuidv7(),
      version: 0,
      name: 'Giulia Conti',
      numbers: [{ customer: PEER, label: '' }],
      country: 'US',
      notes: '',
      fields: {},
      labelIds: [],
    }),
  );
});
beforeEach(async () => {
  callId = uuidv7();
  await home.rows('delete from calls');
});

const tell = (event: CallEventInput['event'], more: Partial<CallEventInput> = {}) =>
  home.as('carrier', (ctx) =>
    recordCall(ctx, {
      event,
      callId,
      user: annasAddress,
      direction: 'in',
      peer: PEER,
      at: home.now.toISOString(),
      ...more,
    }),
  );
const calls = (who = people.anna) => home.as(who, currentCalls);

describe('what a telephone system says about a call', () => {
  it('is shown to its user from the first ring to the end, with the name of the other side', async () => {
    await tell('start', { at: '2026-11-23T08:59:00+00:00' });
    const ringing = {
      id: callId,
      direction: 'in',
      peer: PEER,
      peerName: 'Giulia Conti',
      state: 'ringing',
      startedAt: '2026-11-23T08:59:00.000Z',
      answeredAt: null,
    };
    expect(await calls()).toEqual([ringing]);
    expect(await calls(people.jonas)).toEqual([]);
    await tell('answer', { at: '2026-11-23T08:59:10+00:00' });
    expect(await calls()).toEqual([
      { ...ringing, state: 'answered', answeredAt: '2026-11-23T08:59:10.000Z' },
    ]);
    await tell('end');
    expect(await calls()).toEqual([]);
  });

  it('comes to the same whatever comes twice or out of order, and its news tells all of it', async () => {
    const told = fc.array(fc.constantFrom('start', 'answer', 'end'), { minLength: 1, maxLength: 6 });
    const moments = {
      start: '2026-11-23T08:58:00Z',
      answer: '2026-11-23T08:58:09Z',
      end: '2026-11-23T08:59:00Z',
    };
    await fc.assert(
      fc.asyncProperty(told, async (events) => {
        callId = uuidv7();
        await home.rows('delete from calls');
        const heard = (await home.events()).length;
        let screen: readonly CallView[] = [];
        for (const event of events) await tell(event, { at: moments[event] });
        for (const event of (await home.events()).slice(heard)) {
          if (event.kind === 'call.changed') screen = applyCall(screen, event.call);
        }
        const shown = await calls();
        expect(screen).toEqual(shown);
        expect(shown.map(({ state }) => state)).toEqual(
          events.includes('end') ? [] : [events.includes('answer') ? 'answered' : 'ringing'],
        );
        expect(await home.rows('select answered_at is not null as answered from calls')).toEqual([
          { answered: events.includes('answer') },
        ]);
      }),
      { numRuns: 12 },
    );
  });

  it('names its user by an office number that is theirs alone', async () => {
    await home.rows(
      `update users set office_number_id = '${people.numberId}' where id = '${people.jonas.id}'`,
    );
    await tell('start', { user: people.e164 });
    expect(await calls(people.jonas)).toHaveLength(1);
    await home.rows(
      `update users set office_number_id = '${people.numberId}' where id = '${people.anna.id}'`,
    );
    await expect(tell('start', { user: people.e164 })).rejects.toMatchObject({ reason: 'user_ambiguous' });
    await expect(tell('start', { user: 'nobody@example.com' })).rejects.toMatchObject({
      reason: 'user_unknown',
    });
  });

  it('cannot take a call over to another user, nor begin one in the future', async () => {
    await tell('start', { at: '2027-01-01T00:00:00Z' });
    expect((await calls())[0]?.startedAt).toBe(home.now.toISOString());
    await expect(tell('end', { user: `jonas@org-${people.id}.example` })).rejects.toMatchObject({
      reason: 'call_of_another',
    });
    expect(await calls()).toHaveLength(1);
  });

  it('is shown for eight hours when nobody tells of its end, and forgotten after a day', async () => {
    await tell('answer');
    const began = home.now;
    home.now = new Date(began.getTime() + 8 * 3_600_000);
    expect(await calls()).toEqual([]);
    await home.as('job', pruneCalls);
    expect(await home.rows('select id from calls')).toHaveLength(1);
    home.now = new Date(began.getTime() + 24 * 3_600_000 + 1);
    await home.as('job', pruneCalls);
    expect(await home.rows('select id from calls')).toEqual([]);
    home.now = began;
  });
});
