import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** For everything under /api: nothing there is ever a page. */
export const API_CSP = "default-src 'none'; frame-ancestors 'none'; sandbox";

export interface HeaderSettings {
  /** PUBLIC_URL is https: browsers are told to stay there. */
  https: boolean;
  /** Next's hot reload evaluates code and talks over a WebSocket. */
  dev: boolean;
}

/** A fresh nonce for one document: 128 random bits. */
export const newNonce = () => randomBytes(16).toString('base64');

/**
 * The Content-Security-Policy of one document. Scripts run by nonce alone; `style-src-attr` is open
 * because the component library sets style attributes, which cannot run anything.
 */
export function documentCsp(nonce: string, { dev }: Pick<HeaderSettings, 'dev'>): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    // Hot reload inserts style elements of its own, which know no nonce.
    `style-src 'self' ${dev ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "font-src 'self'",
    `connect-src 'self'${dev ? ' ws:' : ''}`,
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Headers that every answer carries, whatever it is. */
export function setCommonHeaders(res: ServerResponse, requestId: string, { https }: HeaderSettings): void {
  res.setHeader('X-Request-Id', requestId);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Referrer-Policy', 'same-origin');
  res.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  res.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  res.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=()');
  if (https) res.setHeader('Strict-Transport-Security', 'max-age=31536000');
}
