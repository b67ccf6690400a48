import { uuidv7 } from 'uuidv7';
import { describe, expect, it } from 'vitest';
import { untilWaiting } from '@/db/testing/lock-waiters';
import { type UpdateUserInput, updateUserInput } from '@/server/domain/users/inputs';
import { addParticipants } from '../conversations/add-participants';
import { removeParticipant } from '../conversations/remove-participant';
import { expectEventsToTellAll } from '../testing/expect-events-to-tell-all';
import { house } from '../testing/house';
import { triage } from '../testing/triage';
import { listUsers } from './list-users';
import { updateUser } from './update-user';

const home = await house();
const people = home.organization;
const as = triage(home);

const update = (input: UpdateUserInput, who = people.admin) =>
  home.as(who, (ctx) => updateUser(ctx, updateUserInput.parse(input)));
const seen = async (userId: string) =>
  (await home.as(people.admin, listUsers)).find(({ id }) => id === userId);

describe('a person', () => {
  it('whose licence is lowered is out of every conversation, and the others’ screens know it', async () => {
    const mine = await as.waiting();
    await as.assign(mine.conversationId, people.jonas.id);
    expect((await mine.detail()).participantIds).toContain(people.jonas.id);
    await expectEventsToTellAll(home, [people.anna, people.supervisor], () =>
      update({ userId: people.jonas.id, licence: 'essential' }),
    );
    const after = await mine.detail();
    expect(after).toMatchObject({ assigneeId: null, participantCount: after.participantIds.length });
    expect(after.participantIds).not.toContain(people.jonas.id);

    // Raised again, they are in again by the next customer whom nobody would hear.
    await update({ userId: people.jonas.id, licence: 'premium' });
    expect(await seen(people.jonas.id)).toMatchObject({ licence: 'premium', version: 3 });
  });

  it('who is being brought in at the moment at which their licence is lowered, is out again', async () => {
    const { conversationId, detail } = await as.waiting();
    await home.as(people.anna, (ctx) => removeParticipant(ctx, { conversationId, userId: people.jonas.id }));
    const meanwhile = await home.as(people.anna, async (ctx) => {
      await addParticipants(ctx, { conversationId, userIds: [people.jonas.id] });
      const lowered = update({ userId: people.jonas.id, licence: 'basic' });
      await untilWaiting(home.database);
      return { lowered };
    });
    await meanwhile.lowered;
    expect((await detail()).participantIds).not.toContain(people.jonas.id);
    await update({ userId: people.jonas.id, licence: 'business' });
  });

  it('who was the last to hear a customer is no reason that nobody does (62)', async () => {
    const { conversationId, customer, detail } = await as.waiting();
    await home.rows(
      `delete from participants where conversation_id = '${conversationId}' and user_id <> '${people.anna.id}'`,
    );
    await home.rows(`update conversations set participant_count = 1 where id = '${conversationId}'`);
    await update({ userId: people.anna.id, active: false });
    await home.receive(customer, 'Is anybody there?');
    const heard = await home.rows<{ user_id: string }>(
      `select user_id from participants where conversation_id = '${conversationId}'`,
    );
    expect(heard.map(({ user_id }) => user_id)).toEqual([people.jonas.id]);
    await update({ userId: people.anna.id, active: true });
    expect(await detail()).toMatchObject({ participantCount: 1 });
  });

  it('keeps what is left out; another role changes nothing of who takes part', async () => {
    const mine = await as.waiting();
    const before = await mine.detail();
    await update({ userId: people.anna.id, role: 'supervisor', name: 'Anna M.' });
    expect(await seen(people.anna.id)).toMatchObject({
      role: 'supervisor',
      name: 'Anna M.',
      licence: 'business',
      active: true,
    });
    expect(await mine.detail()).toEqual(before);
    await update({ userId: people.anna.id, role: 'agent' });
    const actions = await home.rows<{ action: string }>(
      `select action from audit_log where target = '${people.anna.id}'`,
    );
    expect(actions).toContainEqual({ action: 'user.changed' });
  });

  it('is not written over by who has not seen the last change', async () => {
    const { version = 0 } = (await seen(people.outsider.id)) ?? {};
    await update({ userId: people.outsider.id, version, name: 'Olga' });
    await expect(update({ userId: people.outsider.id, version, name: 'Other' })).rejects.toMatchObject({
      code: 'conflict',
      reason: 'user_changed',
    });
    expect(await seen(people.outsider.id)).toMatchObject({ name: 'Olga', version: version + 1 });
  });
});

describe('admins', () => {
  it('always leave one behind, also when two go at the same moment', async () => {
    const refused = { code: 'conflict', reason: 'last_admin' };
    for (const change of [{ role: 'agent' as const }, { active: false }]) {
      await expect(update({ userId: people.admin.id, ...change })).rejects.toMatchObject(refused);
    }
    await update({ userId: people.supervisor.id, role: 'admin' });
    const second = { ...people.supervisor, role: 'admin' as const };
    const both = await Promise.allSettled([
      update({ userId: people.admin.id, role: 'agent' }, second),
      update({ userId: second.id, role: 'agent' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const left = await home.rows(`select id from users where role = 'admin' and active`);
    expect(left).toHaveLength(1);
    await home.rows(`update users set role = 'admin' where id = '${people.admin.id}'`);
  });

  it('alone change and list people; who is nobody here is not found', async () => {
    for (const who of [people.anna, { ...people.supervisor, role: 'supervisor' as const }]) {
      await expect(update({ userId: people.jonas.id, licence: 'basic' }, who)).rejects.toMatchObject({
        code: 'forbidden',
      });
      await expect(home.as(who, listUsers)).rejects.toMatchObject({ code: 'forbidden' });
    }
    await expect(update({ userId: uuidv7(), active: false })).rejects.toMatchObject({
      reason: 'user_unknown',
    });
  });
});
