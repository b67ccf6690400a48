import type { Carrier } from './carrier';
import { carrierFor } from './carrier-registry';
import { withOwnAddress } from './own-address';
import { type Keyring, openCredentials } from './sealed-credentials';

/**
 * Opens stored connections: unseals and checks the credentials, and remembers the result, since the
 * same connection is opened for every message. A change of credentials changes the sealed text, and so
 * the key of the memory.
 * @param ownUrl where this process reaches our own server; only who sends needs to say it
 */
export function connectionOpener(keyring: Keyring, ownUrl = 'http://127.0.0.1') {
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
    const result = { carrier, credentials: carrier.credentials.parse(withOwnAddress(secret, ownUrl)) };
    if (opened.size >= MAX_REMEMBERED) opened.clear();
    opened.set(connection.sealedCredentials, result);
    return result;
  };
}

const MAX_REMEMBERED = 10_000;
