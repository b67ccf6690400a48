import { type Box, inOrganization } from '@/server/context';
import type { ConversationView } from '@/server/domain/conversations/conversation';
import { listConversations } from '@/server/usecases/conversations/list-conversations';
import { findOrganization } from '@/server/usecases/organizations/find-organization';
import { findService, serviceNames } from '@/server/usecases/services/find-service';
import { type Command, OPERATOR } from './command';

const PAGE = 100;

export const conversationList: Command = {
  name: 'conversation list',
  usage: '--org S [--service N]',
  options: ['org', 'service'],
  async run({ box }, args) {
    const organizationId = await findOrganization(box.database, args.text('org'));
    const name = args.optional('service');
    const { serviceId, names } = await inOrganization(box, organizationId, OPERATOR, async (ctx) => ({
      serviceId: name === undefined ? undefined : await findService(ctx, name),
      names: await serviceNames(ctx),
    }));
    const conversations = await listAll(box, organizationId, serviceId);
    const json = conversations.map(
      ({ lastReadSeq: _read, hasDraft: _draft, serviceId: id, ...conversation }) => ({
        ...conversation,
        service: id === null ? null : (names.get(id) ?? null),
      }),
    );
    const lines = json.map(({ id, customer, service, lastSeq }) =>
      [id, customer.padEnd(16), String(lastSeq).padStart(5), service ?? ''].join('  '),
    );
    return { json, text: lines.length > 0 ? lines.join('\n') : 'No conversations.' };
  },
};

async function listAll(box: Box, organizationId: number, serviceId: string | undefined) {
  const all: ConversationView[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const input = {
      view: 'all' as const,
      limit: PAGE,
      ...(serviceId !== undefined && { serviceId }),
      ...(cursor !== undefined && { cursor }),
    };
    const page = await inOrganization(box, organizationId, OPERATOR, (ctx) => listConversations(ctx, input));
    all.push(...page.items);
    cursor = page.nextCursor;
  }
  return all;
}
