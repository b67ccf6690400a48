import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Keyring } from '@/server/carriers/sealed-credentials';

/** Where carriers fetch files; the grant follows. */
export const CARRIER_MEDIA_PATH = '/api/media/c/';

/** What an address given to a carrier opens: one file, for one message, for a day. */
export interface CarrierGrant {
  organizationId: number;
  fileId: string;
  messageId: string;
}

/** Carriers fetch within minutes; a queue at theirs may take hours. Seconds. */
const VALID_SECONDS = 24 * 3_600;
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const GRANT = new RegExp(`^(\\d{1,10})\\.(${UUID})\\.(${UUID})\\.(\\d{1,12})\\.([\\w-]{43})$`);

/**
 * The last part of the address at which a carrier fetches a file of a message: what it opens and until when, and 256
 * bits of HMAC over that, which nobody can guess. Nothing is stored for it.
 */
export function grantToCarrier(keyring: Keyring, grant: CarrierGrant, now: Date): string {
  const [first] = keyring.keys;
  if (!first) throw new Error('APP_KEYS holds no key');
  const until = Math.floor(now.getTime() / 1_000) + VALID_SECONDS;
  const text = `${grant.organizationId}.${grant.fileId}.${grant.messageId}.${until}`;
  return `${text}.${sign(first.key, text)}`;
}

/** What the address opens; null when it was not made by us, was changed, or has expired. Constant time. */
export function readCarrierGrant(keyring: Keyring, address: string, now: Date): CarrierGrant | null {
  const [, organizationId = '', fileId = '', messageId = '', until = '', mac = ''] =
    GRANT.exec(address) ?? [];
  if (mac === '' || Number(until) * 1_000 <= now.getTime()) return null;
  const text = `${organizationId}.${fileId}.${messageId}.${until}`;
  const given = Buffer.from(mac);
  const ours = keyring.keys.some(({ key }) => timingSafeEqual(Buffer.from(sign(key, text)), given));
  return ours ? { organizationId: Number(organizationId), fileId, messageId } : null;
}

function sign(key: Buffer, text: string): string {
  // A key of its own, so that nothing signed here can mean anything elsewhere.
  const derived = Buffer.from(hkdfSync('sha256', key, '', 'waggle carrier media', 32));
  return createHmac('sha256', derived).update(text).digest('base64url');
}
