import { randomBytes } from 'node:crypto';
import { ZodError } from 'zod';
import { DomainError } from '@/server/domain/errors';
import { carrierFor, isCarrierKind } from './carrier-registry';
import { withOwnAddress } from './own-address';
import { type Keyring, type SecretPlace, sealCredentials } from './sealed-credentials';

interface NewConnection extends SecretPlace {
  webhookToken: string;
  input: { kind: string; credentials: Record<string, unknown>; apiBaseUrl?: string | undefined };
}

/**
 * Checks credentials by their carrier's own schema and seals them. The simulated carrier's are made
 * here: it is ours, so there is nobody to get a secret from.
 * Throws DomainError invalid_input, naming fields and never values.
 */
export function connectionSealer(keyring: Keyring): (connection: NewConnection) => string {
  return ({ organizationId, connectionId, webhookToken, input }) => {
    const { kind, apiBaseUrl } = input;
    if (!isCarrierKind(kind)) {
      throw new DomainError('invalid_input', 'carrier_unknown', `No carrier is called "${kind}".`);
    }
    const given = { ...input.credentials, ...(apiBaseUrl === undefined ? {} : { apiBaseUrl }) };
    const all = kind === 'simulator' ? { ...simulatorDefaults(webhookToken), ...given } : given;
    check(kind, all);
    return sealCredentials(keyring, { organizationId, connectionId }, all);
  };
}

function simulatorDefaults(webhookToken: string) {
  return { secret: randomBytes(32).toString('base64url'), apiBaseUrl: `/api/simulator/${webhookToken}` };
}

function check(kind: string, credentials: unknown): void {
  try {
    carrierFor(kind).credentials.parse(withOwnAddress(credentials, 'http://127.0.0.1'));
  } catch (error) {
    if (!(error instanceof ZodError)) throw error;
    const wrong = error.issues.map(({ path, message }) => `${path.join('.') || kind}: ${message}`);
    throw new DomainError('invalid_input', 'credentials_malformed', wrong.join('; '));
  }
}
