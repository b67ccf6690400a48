import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import { mentionOf } from '@/server/domain/messages/mentions';
import { addParticipants } from '../conversations/add-participants';
import { listConversations } from '../conversations/list-conversations';
import { verifyInvariants } from '../operations/verify-invariants';
import { type House, house } from '../testing/house';
import { openThread, type Thread } from '../testing/thread';
import { addNote } from './add-note';

let home: House;
let thread: Thread;

beforeAll(async () => {
  home = await house();
  thread = await openThread(home);
  await home.receive(thread.customer, 'Where is my order?');
});

function note(text: string, { id = uuidv7(), by = home.organization.anna } = {}) {
  return home.as(by, (ctx) => addNote(ctx, { id, conversationId: thread.conversationId, text }));
}

describe('a note', () => {
  it('stands in the thread and never goes to a carrier', async () => {
    const { id } = await note('The parcel is lost');
    expect(await thread.message(id)).toMatchObject({
      channel: 'note',
      direction: 'internal',
      body: 'The parcel is lost',
      authorId: home.organization.anna.id,
    });
    expect(await thread.promised(id)).toBeUndefined();
    expect(await home.as('operator', (ctx) => verifyInvariants(ctx))).toMatchObject([]);
  });

  it('answers nobody: the customer goes on waiting, and the list shows what they wrote', async () => {
    const before = await thread.detail();
    await note('I am looking into it');
    const after = await thread.detail();
    expect(after).toMatchObject({
      needsReplySince: before.needsReplySince,
      preview: before.preview,
      lastMessageAt: before.lastMessageAt,
      lastSeq: before.lastSeq + 1,
      lastReadSeq: before.lastSeq + 1,
    });
    expect(after.needsReplySince).not.toBeNull();
  });

  it('brings who is named in it the conversation under Mentions, and tells them once', async () => {
    const { jonas } = home.organization;
    const id = uuidv7();
    const text = `${mentionOf(jonas.id)} ${mentionOf(jonas.id)} can you call them?`;
    const written = await note(text, { id });
    expect(await note(text, { id })).toEqual(written);
    const { items } = await home.as(jonas, (ctx) => listConversations(ctx, { view: 'mentions', limit: 10 }));
    expect(items).toMatchObject([{ id: thread.conversationId, mentionSeq: written.seq }]);
    const notices = (await home.events()).filter(({ kind }) => kind === 'notice');
    expect(notices).toMatchObject([{ reason: 'mentioned', messageId: id }]);
  });

  it('refuses to name somebody who cannot see the conversation, and says who; a guest can', async () => {
    const { outsider, anna } = home.organization;
    const { lastSeq } = await thread.detail();
    await expect(note(`${mentionOf(outsider.id)} look`)).rejects.toMatchObject({
      code: 'invalid_input',
      reason: 'mention_unseen',
      message: expect.stringContaining('cannot see this conversation'),
    });
    await expect(note(`${mentionOf(uuidv7())} look`)).rejects.toMatchObject({ reason: 'mention_unknown' });
    expect((await thread.detail()).lastSeq).toBe(lastSeq);
    await home.as(anna, (ctx) =>
      addParticipants(ctx, { conversationId: thread.conversationId, userIds: [outsider.id] }),
    );
    await expect(note(`${mentionOf(outsider.id)} look`)).resolves.toBeDefined();
  });

  it('takes no id that names something else, and is nobody’s who cannot see the conversation', async () => {
    const id = await thread.send('On its way');
    await expect(note('A note', { id })).rejects.toMatchObject({ reason: 'id_in_use' });
    const { foreign } = { foreign: (await house()).organization.anna };
    await expect(note('A note', { by: { ...foreign, role: 'agent' } })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
