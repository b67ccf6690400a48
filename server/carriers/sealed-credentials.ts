import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** APP_KEYS: the first key seals, every key opens, so that keys can be changed without a gap. */
export interface Keyring {
  keys: readonly { id: string; key: Buffer }[];
}

/** Where the secret belongs. Sealed in with it: a blob copied to another row or tenant does not open. */
export interface SecretPlace {
  organizationId: number;
  /** The row's id. */
  connectionId: string;
  /** Where the row stands; connections when left out. */
  table?: 'connections' | 'call_hooks';
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Seals credentials with AES-256-GCM as `v1|key id|iv|tag|ciphertext`, the last three in base64url. */
export function sealCredentials(keyring: Keyring, place: SecretPlace, credentials: unknown): string {
  const [first] = keyring.keys;
  if (!first) throw new Error('APP_KEYS holds no key');
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', first.key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(associatedData(place));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(credentials), 'utf8'), cipher.final()]);
  return [
    'v1',
    first.id,
    ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url')),
  ].join('|');
}

/** Opens what sealCredentials made. Throws when the key is gone, the place differs or a byte was changed. */
export function openCredentials(keyring: Keyring, place: SecretPlace, sealed: string): unknown {
  const [version, keyId, iv, tag, text] = sealed.split('|');
  if (version !== 'v1' || !iv || !tag || text === undefined) throw new Error('not sealed credentials');
  const key = keyring.keys.find((candidate) => candidate.id === keyId)?.key;
  if (!key) throw new Error(`APP_KEYS has no key "${keyId}", which these credentials were sealed with`);
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(associatedData(place));
  decipher.setAuthTag(Buffer.from(tag, 'base64url'));
  return JSON.parse(
    Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8'),
  );
}

function associatedData({ organizationId, connectionId, table = 'connections' }: SecretPlace): Buffer {
  return Buffer.from(`${organizationId}|${table}|sealed_credentials|${connectionId}`);
}
