import { beforeAll, expect, it } from 'vitest';
import { expectEventsToTellAll } from '../testing/expect-events-to-tell-all';
import { type House, house } from '../testing/house';
import { openThread, type Thread } from '../testing/thread';
import { answerSuspicion } from './answer-suspicion';

let home: House;
beforeAll(async () => {
  home = await house();
});

const suspect = async (thread: Thread) => {
  await home.receive(thread.customer, 'Please stop texting me');
  return (await thread.messages()).find(({ suspected }) => suspected)?.id ?? '';
};
const answer = (messageId: string, isOptOut: boolean, who = home.organization.anna) =>
  home.as(who, (ctx) => answerSuspicion(ctx, { messageId, isOptOut }));

it('words that a person takes for an opt-out are one, with the message as evidence; screens hear of it', async () => {
  const thread = await openThread(home, '+14155550401');
  const messageId = await suspect(thread);
  const { anna, jonas, supervisor } = home.organization;
  await expectEventsToTellAll(home, [anna, jonas, supervisor], () => answer(messageId, true));
  expect(await thread.detail()).toMatchObject({ optedOut: true });
  expect(await home.rows('select kind, source, message_id from consent_log')).toEqual([
    { kind: 'opted_out', source: 'agent', message_id: messageId },
  ]);
  await expect(thread.send()).rejects.toMatchObject({ reason: 'opted_out' });
  await expect(answer(messageId, true)).rejects.toMatchObject({ reason: 'not_suspected' });
});

it('words that are none change nothing but the question', async () => {
  const thread = await openThread(home, '+14155550402');
  expect(await answer(await suspect(thread), false)).toMatchObject({ suspected: null });
  expect(await thread.detail()).toMatchObject({ optedOut: false });
});

it('is for those who see the conversation', async () => {
  const thread = await openThread(home, '+14155550403');
  const messageId = await suspect(thread);
  await expect(answer(messageId, true, home.organization.outsider)).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(await thread.detail()).toMatchObject({ optedOut: false });
});
