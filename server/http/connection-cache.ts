import type { Carrier } from '@/server/carriers/carrier';
import { connectionOpener } from '@/server/carriers/open-connection';
import type { Keyring } from '@/server/carriers/sealed-credentials';
import { type Box, inOrganization } from '@/server/context';
import { DomainError } from '@/server/domain/errors';
import {
  type ConnectionRecord,
  findConnection,
  organizationOfToken,
} from '@/server/usecases/connections/find-connection';

/** A changed or removed connection is believed this much longer (milliseconds). */
const KEEP_MS = 5_000;
const KEEP_MOST = 10_000;

export interface OpenConnection {
  id: string;
  organizationId: number;
  carrier: Carrier;
  credentials: unknown;
}

export interface ConnectionCache {
  /** The connection of a webhook token, ready to check signatures; null when there is none. */
  find(token: string): Promise<OpenConnection | null>;
}

/** Remembers connections for a few seconds, so that a burst of webhooks does not look each one up. */
export function connectionCache(box: Box, keyring: Keyring): ConnectionCache {
  const open = connectionOpener(keyring);
  const kept = new Map<string, { until: number; connection: OpenConnection }>();

  const load = async (token: string): Promise<OpenConnection | null> => {
    const organizationId = organizationOfToken(token);
    if (organizationId === null) return null;
    const record = await inOrganization(box, organizationId, { kind: 'carrier' }, (ctx) =>
      findConnection(ctx, token),
    );
    return record && { id: record.id, organizationId, ...opened(organizationId, record) };
  };
  const opened = (organizationId: number, record: ConnectionRecord) => {
    try {
      return open(organizationId, record);
    } catch (cause) {
      // Nothing is wrong with the request: the carrier shall try again while an admin mends APP_KEYS.
      const sentence = 'The credentials of this connection cannot be opened with the APP_KEYS in use.';
      throw Object.assign(new DomainError('unavailable', 'credentials_sealed', sentence), { cause });
    }
  };

  return {
    async find(token) {
      const known = kept.get(token);
      if (known && known.until > performance.now()) return known.connection;
      const connection = await load(token);
      kept.delete(token);
      if (!connection) return null;
      if (kept.size >= KEEP_MOST) kept.clear();
      kept.set(token, { until: performance.now() + KEEP_MS, connection });
      return connection;
    },
  };
}
