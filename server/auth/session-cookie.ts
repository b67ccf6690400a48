import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Keyring } from '@/server/carriers/sealed-credentials';

export interface SessionCookie {
  name: string;
  secure: boolean;
  /** Signs the cookie, so that a stolen database row alone opens no session. */
  secret: string;
}

/**
 * Describes our session cookie. Over https it takes the `__Host-` prefix, which makes a browser refuse
 * it from a subdomain or over plain http. The secret comes from the first key of APP_KEYS: putting a new
 * key first signs everybody out, which is what one wants when the old one may have leaked.
 */
export function sessionCookie(keyring: Keyring, publicUrl: string): SessionCookie {
  const [first] = keyring.keys;
  if (!first) throw new Error('APP_KEYS holds no key');
  const secure = publicUrl.startsWith('https:');
  return {
    name: secure ? '__Host-waggle' : 'waggle',
    secure,
    secret: Buffer.from(hkdfSync('sha256', first.key, '', 'waggle session cookie', 32)).toString('base64url'),
  };
}

/** The session token in a request's cookie, when our signature on it is right; else null. */
export function readSessionToken(
  cookie: SessionCookie,
  headers: IncomingHttpHeaders | Headers,
): string | null {
  const header = headers instanceof Headers ? headers.get('cookie') : headers.cookie;
  const prefix = `${cookie.name}=`;
  const entry = header?.split(';').find((part) => part.trimStart().startsWith(prefix));
  if (!entry) return null;
  const value = decode(entry.trim().slice(prefix.length));
  const dot = value.lastIndexOf('.');
  if (dot < 1) return null;
  const token = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1), 'base64');
  const right = createHmac('sha256', cookie.secret).update(token).digest();
  return given.length === right.length && timingSafeEqual(given, right) ? token : null;
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return '';
  }
}
