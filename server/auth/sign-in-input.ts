import { z } from 'zod';
import { PASSWORD_MAX } from './sign-in-library';

/** What the sign-in page sends. 254 is the longest e-mail address there is (RFC 5321). */
export const signInInput = z.strictObject({
  email: z.string().trim().min(3).max(254),
  password: z.string().min(1).max(PASSWORD_MAX),
});
