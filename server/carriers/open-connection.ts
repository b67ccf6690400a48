import type { Carrier } from './carrier';
import { carrierFor } from './carrier-registry';
import { type Keyring, openCredentials } from './sealed-credentials';

/**
 * Opens stored connections: unseals and checks the credentials, and remembers the result, since the
 * same connection is opened for every message. A change of credentials changes the sealed text, and so
 * the key of the memory.
 */
export function connectionOpener(keyring: Keyring) {
  const opened = new Map<string, { carrier: Carrier; credentials: unknown }>();
  return (organizationId: number, connection: { id: string; kind: string; sealedCredentials: string }) => {
    const known = opened.get(connection.sealedCredentials);
    if (known) return known;
    const carrier = carrierFor(connection.kind);
    const secret = openCredentials(
      keyring,
      { organizationId, connectionId: connection.id },
      connection.sealedCredentials,
    );
    const result = { carrier, credentials: carrier.credentials.parse(secret) };
    if (opened.size >= MAX_REMEMBERED) opened.clear();
    opened.set(connection.sealedCredentials, result);
    return result;
  };
}

const MAX_REMEMBERED = 10_000;
