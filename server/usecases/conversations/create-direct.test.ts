import { uuidv7 } from 'uuidv7';
import { beforeEach, expect, it } from 'vitest';
import { sendMessage } from '../messages/send-message';
import { type House, house } from '../testing/house';
import { giveOfficeNumber } from '../users/give-office-number';
import { addParticipants } from './add-participants';
import { createDirect } from './create-direct';
import { getConversation } from './get-conversation';
import { removeParticipant } from './remove-participant';

let home: House;
let people: House['organization'];
beforeEach(async () => {
  home = await house();
  people = home.organization;
  await home.rows('update services set number_id = null');
  await home.rows(
    `update users set office_number_id = '${people.numberId}' where id in ('${people.anna.id}', '${people.jonas.id}')`,
  );
});
const CUSTOMER = '+14155550177';
const open = (who = people.anna, to = CUSTOMER) =>
  home.as(who, (ctx) => createDirect(ctx, { to, country: 'US' }));
const get = (conversationId: string, who = people.anna) =>
  home.as(who, (ctx) => getConversation(ctx, { conversationId }));

it('is a group chat of the user and the customer, opened once and then rejoined (29, 31)', async () => {
  const first = await open();
  expect(first.joined).toBe(false);
  expect(await get(first.conversationId)).toMatchObject({
    kind: 'direct',
    serviceId: null,
    customer: CUSTOMER,
    participantIds: [people.anna.id],
  });
  const again = await Promise.all([open(), open(people.jonas), open()]);
  expect(new Set(again.map(({ conversationId }) => conversationId))).toEqual(new Set([first.conversationId]));
  expect((await get(first.conversationId)).participantIds.toSorted()).toEqual(
    [people.anna.id, people.jonas.id].toSorted(),
  );
});

it('is managed like any group chat: colleagues come and go (32), texts go out, answers come back', async () => {
  const { conversationId } = await open();
  await home.as(people.anna, (ctx) =>
    addParticipants(ctx, { conversationId, userIds: [people.outsider.id] }),
  );
  await home.as(people.outsider, (ctx) => sendMessage(ctx, { id: uuidv7(), conversationId, text: 'Hello' }));
  await home.receive(CUSTOMER, 'Hello back');
  const seen = await get(conversationId, people.outsider);
  expect(seen).toMatchObject({ lastSeq: expect.any(Number), participantCount: 2 });
  await home.as(people.anna, (ctx) => removeParticipant(ctx, { conversationId, userId: people.outsider.id }));
  await expect(get(conversationId, people.outsider)).rejects.toMatchObject({ code: 'not_found' });
});

it('needs an office number, a licence, and a number in international format', async () => {
  await expect(open(people.outsider)).rejects.toMatchObject({ reason: 'no_office_number' });
  await expect(open(people.anna, '12')).rejects.toMatchObject({ code: 'invalid_input' });
  await home.rows(`update services set number_id = '${people.numberId}'`);
  await expect(open()).rejects.toMatchObject({ reason: 'no_office_number' });
  const basic = { ...people.anna, licence: 'basic' as const };
  await expect(open(basic)).rejects.toMatchObject({ code: 'forbidden' });
  expect(await home.rows('select id from conversations')).toEqual([]);
});

it('an office number is given by an admin, to a user there is, and is a number of ours', async () => {
  const give = (userId: string, numberId: string, who = people.admin) =>
    home.as(who, (ctx) => giveOfficeNumber(ctx, { userId, numberId }));
  await give(people.outsider.id, people.numberId);
  expect((await open(people.outsider)).joined).toBe(false);
  await expect(give(people.outsider.id, uuidv7())).rejects.toMatchObject({ reason: 'number_unknown' });
  await expect(give(uuidv7(), people.numberId)).rejects.toMatchObject({ reason: 'user_unknown' });
  await expect(give(people.jonas.id, people.numberId, people.anna)).rejects.toMatchObject({
    code: 'forbidden',
  });
});
