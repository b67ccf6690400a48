import type { Throttle } from '@/server/auth/login-throttle';
import { signIn } from '@/server/auth/sign-in';
import { signInInput } from '@/server/auth/sign-in-input';
import type { SignInLibrary } from '@/server/auth/sign-in-library';
import { DomainError } from '@/server/domain/errors';
import type { Handler } from './exchange';
import { readJson } from './read-body';
import { sendError, sendJson } from './send-json';

const BODY_LIMIT = 4 * 1024;

/** POST /api/auth/sign-in/email with `{email, password}`: 200 and the cookie, 401, or 429 with Retry-After. */
export function signInHandler(library: SignInLibrary, throttle: Throttle): Handler {
  return async (req, res, exchange) => {
    const input = signInInput.safeParse(await readJson(req, BODY_LIMIT));
    if (!input.success) {
      throw new DomainError('invalid_input', 'bad_sign_in', 'Enter your e-mail address and your password.');
    }
    const result = await signIn(library, throttle, {
      ...input.data,
      clientAddress: exchange.clientAddress,
      userAgent: req.headers['user-agent'] ?? '',
    });
    switch (result.kind) {
      case 'signed_in':
        res.setHeader('Set-Cookie', result.cookies);
        sendJson(res, 200, { signedIn: true });
        return;
      case 'refused':
        throw new DomainError(
          'unauthenticated',
          'wrong_credentials',
          'The e-mail address or the password is wrong.',
        );
      case 'throttled': {
        res.setHeader('Retry-After', String(result.retryAfterSeconds));
        const minutes = Math.ceil(result.retryAfterSeconds / 60);
        sendError(
          res,
          exchange,
          new DomainError(
            'too_many_requests',
            'too_many_tries',
            `Too many tries. Wait ${minutes} min and try again.`,
          ),
        );
      }
    }
  };
}

/** POST /api/auth/sign-out: ends the session in the database and takes the cookie away; 200 also when there was none. */
export function signOutHandler(library: SignInLibrary): Handler {
  return async (req, res) => {
    const headers = new Headers({ cookie: req.headers.cookie ?? '' });
    const response = await library.api.signOut({ headers, asResponse: true });
    if (!response.ok) throw new Error('The sign-in library failed');
    res.setHeader('Set-Cookie', response.headers.getSetCookie());
    sendJson(res, 200, { signedOut: true });
  };
}
