import { type Box, inOrganization } from '@/server/context';
import { pruneCalls } from '@/server/usecases/calls/prune-calls';
import { listOrganizations } from '@/server/usecases/organizations/find-organization';

/** Forgets each organization's calls of more than a day ago. */
export async function pruneOldCalls(box: Box): Promise<void> {
  for (const { id } of await listOrganizations(box.database)) {
    await inOrganization(box, id, { kind: 'job' }, pruneCalls);
  }
}
