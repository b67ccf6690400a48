import { readFile } from 'node:fs/promises';
import { inOrganization } from '@/server/context';
import { dryRunInput, saveRulesInput } from '@/server/domain/routing/inputs';
import { findOrganization } from '@/server/usecases/organizations/find-organization';
import { listRules, saveRules } from '@/server/usecases/routing/dialplan-rules';
import { dryRunRoute } from '@/server/usecases/routing/dry-run-route';
import { readInput, UsageError } from './arguments';
import { type Command, OPERATOR } from './command';

export const routingList: Command = {
  name: 'routing list',
  usage: '--org S',
  options: ['org'],
  async run({ box }, args) {
    const organizationId = await findOrganization(box.database, args.text('org'));
    const rules = await inOrganization(box, organizationId, OPERATOR, listRules);
    const lines = rules.map(({ name, enabled, target }, index) =>
      [index + 1, target.kind, name, ...(enabled ? [] : ['(off)'])].join('  '),
    );
    return { json: rules, text: lines.join('\n') || 'The dialplan has no rules.' };
  },
};

export const routingSet: Command = {
  name: 'routing set',
  usage: '--org S --file rules.json   (the whole dialplan, as "routing list --json" prints it)',
  options: ['org', 'file'],
  async run({ box }, args) {
    const input = readInput(saveRulesInput, { rules: await readRules(args.text('file')) }, { rules: 'file' });
    const organizationId = await findOrganization(box.database, args.text('org'));
    await inOrganization(box, organizationId, OPERATOR, (ctx) => saveRules(ctx, input));
    return { json: { rules: input.rules.length }, text: `The dialplan has ${input.rules.length} rules now.` };
  },
};

export const routingDryRun: Command = {
  name: 'routing dry-run',
  usage: '--org S --to +… --from +… [--at 2026-11-22T20:00:00+01:00] [--text …]',
  options: ['org', 'to', 'from', 'at', 'text'],
  async run({ box }, args) {
    const input = readInput(
      dryRunInput,
      { to: args.text('to'), from: args.text('from'), at: args.optional('at'), text: args.optional('text') },
      {},
    );
    const organizationId = await findOrganization(box.database, args.text('org'));
    const answer = await inOrganization(box, organizationId, OPERATOR, (ctx) => dryRunRoute(ctx, input));
    return { json: answer, text: answer.why };
  },
};

async function readRules(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`--file: there is no file to read at ${file}`);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError('--file: this is no JSON');
  }
}
