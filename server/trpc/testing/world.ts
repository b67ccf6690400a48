import { uuidv7 } from 'uuidv7';
import type { TestDatabase } from '@/db/testing/test-database';
import { saveContact } from '@/server/usecases/contacts/save-contact';
import { createConversation } from '@/server/usecases/conversations/create-conversation';
import { saveLabel } from '@/server/usecases/labels/save-label';
import { recordUpload } from '@/server/usecases/media/uploads';
import { scheduleMessage } from '@/server/usecases/scheduled/schedule-message';
import { createHandset } from '@/server/usecases/simulator/create-handset';
import { saveSnippet } from '@/server/usecases/snippets/save-snippet';
import { type House, houseIn } from '@/server/usecases/testing/house';

/** What one organization has that a stranger might ask for; each text of it holds its canary. */
export interface World {
  home: House;
  canary: string;
  conversationId: string;
  messageId: string;
  failedId: string;
  handsetId: string;
  /** Texts for later: one to change, one to cancel, one to send at once. */
  scheduledIds: [string, string, string];
  snippetId: string;
  labelId: string;
  contactId: string;
  /** Waits in a text box. */
  fileId: string;
  /** Of a customer's message. */
  receivedFileId: string;
}

export async function worldIn(database: TestDatabase, canary: string): Promise<World> {
  const home = await houseIn(database);
  const { organization } = home;
  await home.receive('+14155550177', `Written by ${canary}`);
  const { conversationId } = await home.as(organization.anna, (ctx) =>
    createConversation(ctx, { serviceId: organization.serviceId, to: '+14155550177', country: 'US' }),
  );
  const { id: handsetId } = await home.as('operator', (ctx) =>
    createHandset(ctx, { name: `Phone of ${canary}` }),
  );
  const failedId = uuidv7();
  const labelId = uuidv7();
  await home.as(organization.supervisor, (ctx) =>
    saveLabel(ctx, { id: labelId, name: canary, color: 'teal' }),
  );
  const contactId = uuidv7();
  await home.as(organization.anna, (ctx) =>
    saveContact(ctx, {
      id: contactId,
      version: 0,
      name: canary,
      numbers: [{ customer: '+14155550179', label: '' }],
      country: 'US',
      notes: '',
      fields: {},
      labelIds: [],
    }),
  );
  const scheduledIds: World['scheduledIds'] = [uuidv7(), uuidv7(), uuidv7()];
  for (const id of scheduledIds) {
    await home.as(organization.anna, (ctx) =>
      scheduleMessage(ctx, { id, conversationId, ...laterWith({ canary }) }),
    );
  }
  const snippetId = uuidv7();
  const snippet = { id: snippetId, version: 0, name: canary, shortcut: null, text: canary };
  await home.as(organization.anna, (ctx) =>
    saveSnippet(ctx, { ...snippet, scope: 'service', serviceId: organization.serviceId }),
  );
  const fileId = uuidv7();
  await home.as(organization.anna, (ctx) =>
    recordUpload(
      ctx,
      { id: fileId, conversationId, name: canary },
      {
        name: canary,
        contentType: 'application/pdf',
        bytes: 3,
        sha256: 'x',
        width: null,
        height: null,
        text: null,
      },
    ),
  );
  const receivedFileId = uuidv7();
  const messageId = await database.withOrganization(organization.id, async (tx) => {
    const { rows } = await tx.execute<{ id: string; inbox_id: string }>(
      'select id, inbox_id from messages limit 1',
    );
    await tx.execute(`insert into messages (organization_id, id, conversation_id, inbox_id, seq, direction, channel, body,
        status, fault, segments, encoding, author_id)
      values (${organization.id}, '${failedId}', '${conversationId}', '${rows[0]?.inbox_id}', 2, 'out', 'sms',
        'Failed of ${canary}', 'failed', 'unreachable', 1, 'GSM-7', '${organization.anna.id}')`);
    await tx.execute(`insert into files (organization_id, id, conversation_id, inbox_id, message_id, name,
        content_type, state)
      values (${organization.id}, '${receivedFileId}', '${conversationId}', '${rows[0]?.inbox_id}', '${rows[0]?.id}',
        '${canary}', 'image/jpeg', 'ready')`);
    await tx.execute(
      `update conversations set last_seq = 2, failed_count = 1 where id = '${conversationId}'`,
    );
    return rows[0]?.id ?? '';
  });
  return {
    home,
    canary,
    conversationId,
    messageId,
    failedId,
    handsetId,
    scheduledIds,
    snippetId,
    labelId,
    contactId,
    fileId,
    receivedFileId,
  };
}

/** The text of an hour that has not come. */
export function laterWith({ canary }: Pick<World, 'canary'>) {
  return { text: `Later ${canary}`, dueAt: '2026-11-24T09:00:00.000Z', cancelOnReply: false };
}
