import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ConsentKind } from '@/server/domain/opt-outs/consent';
import { expectEventsToTellAll } from '../testing/expect-events-to-tell-all';
import { type House, house } from '../testing/house';
import { openThread, type Thread } from '../testing/thread';
import { listConsent } from './list-consent';
import { recordConsent } from './record-consent';

let home: House;
let customers = 0;
beforeAll(async () => {
  home = await house();
});

const newThread = () => {
  customers += 1;
  return openThread(home, `+1415555${5_000 + customers}`);
};
const record = (
  { conversationId }: Thread,
  kind: ConsentKind,
  { who = home.organization.anna, id = uuidv7(), evidence = 'On the telephone, 9:40' } = {},
) => home.as(who, (ctx) => recordConsent(ctx, { id, conversationId, kind, evidence }));
const history = async ({ conversationId }: Thread) => {
  const entries = await home.as(home.organization.anna, (ctx) => listConsent(ctx, { conversationId }));
  return entries.map(({ kind, source, evidence, messageSeq, recordedById }) => ({
    ...{ kind, source, evidence },
    byMessage: messageSeq !== null,
    byAnna: recordedById === home.organization.anna.id,
  }));
};

describe('what a customer says elsewhere', () => {
  it('opts them out at once, with the evidence; screens hear of it', async () => {
    const thread = await newThread();
    const { anna, jonas, supervisor } = home.organization;
    await expectEventsToTellAll(home, [anna, jonas, supervisor], () => record(thread, 'opted_out'));
    expect(await thread.detail()).toMatchObject({ optedOut: true });
    await expect(thread.send()).rejects.toMatchObject({ reason: 'opted_out' });
    expect(await history(thread)).toEqual([
      {
        kind: 'opted_out',
        source: 'agent',
        evidence: 'On the telephone, 9:40',
        byMessage: false,
        byAnna: true,
      },
    ]);
  });

  it('said again changes nothing and adds no line', async () => {
    const thread = await newThread();
    await record(thread, 'opted_out');
    await record(thread, 'opted_out');
    expect(await history(thread)).toHaveLength(1);
    expect((await thread.messages()).filter(({ system }) => system?.kind === 'opted_out')).toHaveLength(1);
  });

  it('consent is kept as often as it is given, but once per request', async () => {
    const thread = await newThread();
    const id = uuidv7();
    await Promise.all([record(thread, 'consent_given', { id }), record(thread, 'consent_given', { id })]);
    await record(thread, 'consent_given', { evidence: 'Form of 3 May' });
    expect((await history(thread)).map(({ evidence }) => evidence).toSorted()).toEqual([
      'Form of 3 May',
      'On the telephone, 9:40',
    ]);
  });

  it('recorded by mistake can be taken back by who recorded it', async () => {
    const thread = await newThread();
    await record(thread, 'opted_out');
    await record(thread, 'opted_in', { evidence: 'It was another customer' });
    expect(await thread.detail()).toMatchObject({ optedOut: false });
    await thread.send();
  });

  it('is not for those who do not see the conversation', async () => {
    const thread = await newThread();
    await expect(record(thread, 'opted_out', { who: home.organization.outsider })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect(await history(thread)).toEqual([]);
  });
});

describe("the customer's own STOP", () => {
  it('stands in the history with its message, and START after it', async () => {
    const thread = await newThread();
    await home.receive(thread.customer, 'STOP');
    await home.receive(thread.customer, 'START');
    expect(await history(thread)).toEqual([
      { kind: 'opted_in', source: 'keyword', evidence: '', byMessage: true, byAnna: false },
      { kind: 'opted_out', source: 'keyword', evidence: '', byMessage: true, byAnna: false },
    ]);
  });

  it('is lifted by a supervisor with evidence, not by an agent', async () => {
    const thread = await newThread();
    await home.receive(thread.customer, 'STOP');
    await expect(record(thread, 'opted_in')).rejects.toMatchObject({
      code: 'blocked',
      reason: 'supervisor_needed',
    });
    expect(await thread.detail()).toMatchObject({ optedOut: true });
    await record(thread, 'opted_in', { who: home.organization.supervisor });
    expect(await thread.detail()).toMatchObject({ optedOut: false });
  });

  it('after an agent had written it down counts as their own: no agent lifts it', async () => {
    const thread = await newThread();
    await record(thread, 'opted_out');
    await home.receive(thread.customer, 'STOP');
    expect((await history(thread)).map(({ source }) => source)).toEqual(['keyword', 'agent']);
    await expect(record(thread, 'opted_in')).rejects.toMatchObject({ reason: 'supervisor_needed' });
  });

  it('on a toll-free number is lifted by nobody but them', async () => {
    const thread = await newThread();
    await home.receive(thread.customer, 'STOP');
    await home.rows("update numbers set kind = 'toll_free'");
    const lift = record(thread, 'opted_in', { who: home.organization.supervisor });
    await expect(lift).rejects.toMatchObject({ reason: 'network_holds_opt_out' });
    await home.rows("update numbers set kind = 'local'");
    expect(await thread.detail()).toMatchObject({ optedOut: true });
  });
});
