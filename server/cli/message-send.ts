import * as z from 'zod';
import { inOrganization } from '@/server/context';
import { e164Field, textField } from '@/server/domain/input-fields';
import { createConversation } from '@/server/usecases/conversations/create-conversation';
import { sendMessage } from '@/server/usecases/messages/send-message';
import { findOrganization } from '@/server/usecases/organizations/find-organization';
import { findService } from '@/server/usecases/services/find-service';
import { findPerson } from '@/server/usecases/users/find-person';
import { readInput } from './arguments';
import { type Command, OPERATOR } from './command';

const input = z.strictObject({ to: e164Field, text: textField(20_000) });

export const messageSend: Command = {
  name: 'message send',
  usage: '--org S --service N --to +… --text … [--as email]',
  options: ['org', 'service', 'to', 'text', 'as'],
  async run({ box }, args) {
    const { to, text } = readInput(input, { to: args.text('to'), text: args.text('text') }, {});
    const email = args.optional('as');
    const organizationId = await findOrganization(box.database, args.text('org'));
    const actor = email
      ? await inOrganization(box, organizationId, OPERATOR, (ctx) => findPerson(ctx, email))
      : OPERATOR;
    const message = await inOrganization(box, organizationId, actor, async (ctx) => {
      const serviceId = await findService(ctx, args.text('service'));
      // The country is for numbers without "+", and this one has it.
      const { conversationId } = await createConversation(ctx, { serviceId, to, country: 'US' });
      return sendMessage(ctx, { id: ctx.newId(), conversationId, text });
    });
    const { id, conversationId, status } = message;
    return { json: { id, conversationId, status }, text: `Queued (${id}).` };
  },
};
