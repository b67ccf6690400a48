import { inOrganization } from '@/server/context';
import { type BrokenInvariant, verifyInvariants } from '@/server/usecases/operations/verify-invariants';
import { listOrganizations } from '@/server/usecases/organizations/find-organization';
import { type Command, OPERATOR } from './command';

export const verify: Command = {
  name: 'verify',
  usage: '',
  options: [],
  async run({ box }) {
    const organizations = await listOrganizations(box.database);
    const faults: (BrokenInvariant & { organization: string })[] = [];
    for (const { id, slug } of organizations) {
      const broken = await inOrganization(box, id, OPERATOR, verifyInvariants);
      faults.push(...broken.map((fault) => ({ organization: slug, ...fault })));
    }
    const lines = faults.map(
      ({ organization, invariant, count, examples }) =>
        `${organization}: it does not hold that ${invariant}: ${count} times, such as ${examples.join(', ')}`,
    );
    return {
      json: { ok: faults.length === 0, organizations: organizations.length, faults },
      text:
        faults.length > 0
          ? lines.join('\n')
          : `Everything holds. Organizations checked: ${organizations.length}.`,
      failed: faults.length > 0,
    };
  },
};
