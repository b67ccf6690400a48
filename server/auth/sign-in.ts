import type { Throttle } from './login-throttle';
import { ADDRESS_HEADER, type SignInLibrary } from './sign-in-library';

export interface SignInAttempt {
  email: string;
  password: string;
  clientAddress: string;
  userAgent: string;
}

export type SignInResult =
  | { kind: 'signed_in'; cookies: string[] }
  | { kind: 'refused' }
  | { kind: 'throttled'; retryAfterSeconds: number };

/**
 * Checks an e-mail and password and opens a session. `refused` says the same, after the same work, for
 * an unknown e-mail, a wrong password and a person who was switched off: nobody learns who has an
 * account. Throws DatabaseUnavailable.
 */
export async function signIn(
  library: SignInLibrary,
  throttle: Throttle,
  attempt: SignInAttempt,
): Promise<SignInResult> {
  const { email, password, clientAddress, userAgent } = attempt;
  const retryAfterSeconds = await throttle.begin(email, clientAddress);
  if (retryAfterSeconds !== null) return { kind: 'throttled', retryAfterSeconds };
  const response = await library.api.signInEmail({
    body: { email, password },
    headers: new Headers({ [ADDRESS_HEADER]: clientAddress, 'user-agent': userAgent.slice(0, 200) }),
    asResponse: true,
  });
  if (response.status >= 500) throw new Error('The sign-in library failed');
  if (!response.ok) return { kind: 'refused' };
  await throttle.succeeded(email, clientAddress);
  return { kind: 'signed_in', cookies: response.headers.getSetCookie() };
}
