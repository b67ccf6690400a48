import { z } from 'zod';

/** An account's access to Twilio. `apiBaseUrl` exists for regional hosts and for tests. */
export const twilioCredentials = z.strictObject({
  accountSid: z.string().regex(/^AC[0-9a-fA-F]{32}$/, 'An account SID is AC and 32 hexadecimal digits'),
  authToken: z.string().min(1).max(256),
  apiBaseUrl: z.url({ protocol: /^https?$/ }).default('https://api.twilio.com'),
});
export type TwilioCredentials = z.output<typeof twilioCredentials>;
