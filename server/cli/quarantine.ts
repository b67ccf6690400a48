import { carrierFor } from '@/server/carriers/carrier-registry';
import { inOrganization } from '@/server/context';
import { idField } from '@/server/domain/input-fields';
import { listOrganizations } from '@/server/usecases/organizations/find-organization';
import { organizationOfQuarantined } from '@/server/usecases/quarantine/find-quarantined';
import { listQuarantine, type QuarantinedWebhook } from '@/server/usecases/quarantine/list-quarantine';
import { replayWebhook } from '@/server/usecases/quarantine/replay-webhook';
import { UsageError } from './arguments';
import { type Command, OPERATOR } from './command';

/** What waits in quarantine, of all organizations. */
export const quarantineList: Command = {
  name: 'quarantine list',
  usage: '',
  options: [],
  async run({ box }) {
    const json: (QuarantinedWebhook & { organization: string })[] = [];
    for (const { id, slug } of await listOrganizations(box.database)) {
      const waiting = await inOrganization(box, id, OPERATOR, listQuarantine);
      json.push(...waiting.map((webhook) => ({ ...webhook, organization: slug })));
    }
    const lines = json.map(({ id, receivedAt, organization, kind, reason }) =>
      [id, receivedAt, organization, kind, reason].join('  '),
    );
    return { json, text: lines.length > 0 ? lines.join('\n') : 'Nothing waits in quarantine.' };
  },
};

export const quarantineReplay: Command = {
  name: 'quarantine replay',
  usage: 'ID',
  options: [],
  words: 1,
  async run({ box }, args) {
    const id = idField.safeParse(args.words[0]);
    if (!id.success) throw new UsageError('the ID stands in "quarantine list"');
    const organizationId = await organizationOfQuarantined(box.database, id.data);
    await inOrganization(box, organizationId, OPERATOR, (ctx) => replayWebhook(ctx, carrierFor, id.data));
    return { json: { id: id.data, replayed: true }, text: 'Processed, and out of quarantine.' };
  },
};
