import { hashPassword as scrypt } from 'better-auth/crypto';

/**
 * Hashes a password as sign-in will verify it: scrypt (N 16384, r 16, p 1) with a random salt, done off
 * the main thread. Takes about 60 ms and 32 MB on purpose.
 */
export function hashPassword(password: string): Promise<string> {
  return scrypt(password);
}
