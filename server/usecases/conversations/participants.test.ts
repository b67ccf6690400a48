import { uuidv7 } from 'uuidv7';
import { describe, expect, it } from 'vitest';
import { sendMessage } from '../messages/send-message';
import { house } from '../testing/house';
import { triage } from '../testing/triage';
import { addParticipants } from './add-participants';
import { getConversation } from './get-conversation';
import { listConversations } from './list-conversations';

const home = await house();
const people = home.organization;
const as = triage(home);

describe('participants', () => {
  it('are colleagues, of the Service or guests, and nobody from outside (items 59, 61)', async () => {
    const thread = await as.waiting();
    await as.add(thread.conversationId, [people.outsider.id, people.outsider.id]);
    expect((await thread.detail()).participantIds).toContain(people.outsider.id);
    expect(await thread.detail()).toMatchObject({ participantCount: 3 });
    const seen = await home.as(people.outsider, (ctx) => listConversations(ctx, { view: 'all', limit: 9 }));
    expect(seen.items.map(({ id }) => id)).toContain(thread.conversationId);
    const before = await thread.detail();
    for (const nobody of [uuidv7(), people.serviceId]) {
      await expect(as.add(thread.conversationId, [people.jonas.id, nobody])).rejects.toMatchObject({
        code: 'invalid_input',
        reason: 'not_a_user',
      });
    }
    await home.rows(`update users set licence = 'essential' where id = '${people.supervisor.id}'`);
    await expect(as.add(thread.conversationId, [people.supervisor.id])).rejects.toMatchObject({
      reason: 'licence_too_low',
    });
    await home.rows(`update users set licence = 'business' where id = '${people.supervisor.id}'`);
    expect(await thread.detail()).toEqual(before);
  });

  it('who goes out is the assignee no more (trap 19), and a guest sees it no more', async () => {
    const { conversationId, ...thread } = await as.waiting();
    await as.assign(conversationId, people.jonas.id);
    expect(await as.remove(conversationId, people.jonas.id)).toMatchObject({ assigneeId: null });
    await as.add(conversationId, [people.outsider.id]);
    await as.remove(conversationId, people.outsider.id, people.outsider);
    await expect(
      home.as(people.outsider, (ctx) => getConversation(ctx, { conversationId })),
    ).rejects.toMatchObject({ code: 'not_found' });
    const said = (await thread.messages()).flatMap(({ system }) => system ?? []);
    expect(said).toContainEqual({ kind: 'removed', userId: people.jonas.id });
    expect(said).toContainEqual({ kind: 'left', userId: people.outsider.id });
    expect(await thread.detail()).toMatchObject({ participantCount: 1 });
  });

  it('of a direct conversation are guests but for those whose office number it is', async () => {
    const numberId = uuidv7();
    const office = '+14155550199';
    await home.rows(`insert into numbers (organization_id, id, connection_id, e164, country, kind)
      select organization_id, '${numberId}', connection_id, '${office}', country, kind from numbers limit 1`);
    await home.rows(`insert into senders (organization_id, number_id, spacing)
      select organization_id, '${numberId}', spacing from senders limit 1`);
    await home.rows(
      `update users set office_number_id = '${numberId}' where id in ('${people.outsider.id}', '${people.jonas.id}')`,
    );
    await home.receive('+14155559999', 'Hello?', { to: office });
    const found = await home.as(people.outsider, (ctx) => listConversations(ctx, { view: 'all', limit: 99 }));
    const conversationId = found.items.find((one) => one.numberId === numberId)?.id ?? '';
    for (const { id } of [people.outsider, people.jonas]) {
      await as.remove(conversationId, id, people.outsider);
    }
    await home.as(people.outsider, (ctx) =>
      sendMessage(ctx, { id: uuidv7(), conversationId, text: 'I am back' }),
    );
    await home.as(people.outsider, (ctx) =>
      addParticipants(ctx, { conversationId, userIds: [people.anna.id, people.jonas.id] }),
    );
    const rows = await home.rows<{ user_id: string; is_guest: boolean }>(
      `select user_id, is_guest from participants where conversation_id = '${conversationId}'`,
    );
    expect(rows.filter((row) => row.is_guest).map((row) => row.user_id)).toEqual([people.anna.id]);
    expect(rows).toHaveLength(3);
    await home.rows('update users set office_number_id = null');
  });

  it('all come back with the customer’s next message when everybody has left (item 62)', async () => {
    const { conversationId, customer, ...thread } = await as.waiting();
    await as.remove(conversationId, people.anna.id);
    await as.remove(conversationId, people.jonas.id, people.jonas);
    expect(await thread.detail()).toMatchObject({ participantIds: [], participantCount: 0 });
    await home.receive(customer, 'Anybody there?');
    expect((await thread.detail()).participantIds.toSorted()).toEqual(
      [people.anna.id, people.jonas.id].toSorted(),
    );
  });

  it('nobody in it and somebody waiting is Unattended, until there is somebody', async () => {
    const { conversationId } = await as.waiting();
    await as.remove(conversationId, people.anna.id);
    await as.remove(conversationId, people.jonas.id);
    const unattended = async () =>
      (await home.as(people.admin, (ctx) => listConversations(ctx, { view: 'unattended', limit: 9 }))).items;
    expect((await unattended()).map(({ id }) => id)).toEqual([conversationId]);
    await as.add(conversationId, [people.jonas.id]);
    expect(await unattended()).toEqual([]);
  });

  it('a last leave and a message at the same time never leave a customer unseen (R11)', async () => {
    for (let round = 0; round < 200; round += 1) {
      const { conversationId, customer, ...thread } = await as.waiting();
      await as.remove(conversationId, people.jonas.id);
      await Promise.all([
        as.remove(conversationId, people.anna.id),
        home.receive(customer, 'Right now'),
        ...(round % 2 ? [home.receive(customer, 'And now')] : []),
      ]);
      const after = await thread.detail();
      expect(after.participantCount).toBe(after.participantIds.length);
      expect(after.participantCount > 0 || after.needsReplySince !== null).toBe(true);
    }
  }, 60_000);
});
