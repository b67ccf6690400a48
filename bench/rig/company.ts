import { randomBytes } from 'node:crypto';
import { signTwilioWebhook, twilioInboundParams } from '@/server/carriers/twilio/testing/signed-webhook';
import { hireAgents } from './hire-agents';
import type { Product } from './product';

const PASSWORD = 'a long enough password';
const ACCOUNT_SID = `AC${'0'.repeat(32)}`;

/** An organization on a Twilio connection, with one Service and its agents. */
export interface Company {
  slug: string;
  serviceId: string;
  e164: string;
  inboundUrl: string;
  authToken: string;
  emails: string[];
  /** Signs an agent in. @returns the Cookie header */
  signIn(email: string): Promise<string>;
  /** An inbound text as Twilio would post it. */
  inbound(
    messageSid: string,
    from: string,
    text: string,
  ): { url: string; headers: Record<string, string>; body: string };
}

export async function foundCompany(
  product: Product,
  carrierUrl: string,
  { agents = 2, rate = 0 } = {},
): Promise<Company> {
  const slug = `rig-${randomBytes(4).toString('hex')}`;
  const org = ['--org', slug];
  const authToken = randomBytes(16).toString('hex');
  const e164 = '+14155550123';
  await product.cli(
    'org',
    'create',
    '--slug',
    slug,
    '--name',
    'Rig',
    '--region',
    'US',
    '--platform-version',
    '6.05.20240501.1',
  );
  const connection = await product.cli<{ id: string; inboundUrl: string }>(
    'connection',
    'add',
    'twilio',
    ...org,
    '--name',
    'Twilio',
    '--account-sid',
    ACCOUNT_SID,
    '--auth-token',
    authToken,
    '--api-base-url',
    carrierUrl,
    '--rate',
    String(rate),
  );
  const emails = Array.from({ length: agents }, (_, i) => `agent${i}@${slug}.example`);
  await hireAgents(product, slug, emails, PASSWORD);
  await product.cli('number', 'add', ...org, '--connection', connection.id, '--e164', e164);
  const service = await product.cli<{ id: string }>(
    'service',
    'create',
    ...org,
    '--name',
    'Support',
    '--number',
    e164,
    '--members',
    emails.join(','),
  );
  return {
    slug,
    serviceId: service.id,
    e164,
    inboundUrl: connection.inboundUrl,
    authToken,
    emails,
    async signIn(email) {
      const answer = await fetch(`${product.baseUrl}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: product.baseUrl },
        body: JSON.stringify({ email, password: PASSWORD }),
      });
      if (!answer.ok) throw new Error(`signing in failed with ${answer.status}`);
      return answer.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';', 1)[0])
        .join('; ');
    },
    inbound: (messageSid, from, text) =>
      signTwilioWebhook(
        authToken,
        connection.inboundUrl,
        twilioInboundParams({ accountSid: ACCOUNT_SID, messageSid, from, to: e164, text }),
      ),
  };
}

/** Calls a mutation of the router as one of our own pages does. Throws with the status when refused. */
export async function mutate<Answer>(
  product: Product,
  cookie: string,
  path: string,
  input: unknown,
): Promise<Answer> {
  const answer = await fetch(`${product.baseUrl}/api/trpc/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-waggle': '1', origin: product.baseUrl, cookie },
    body: JSON.stringify(input),
    signal: AbortSignal.timeout(15_000),
  });
  const body = (await answer.json()) as { result?: { data: Answer }; error?: { message: string } };
  if (!answer.ok || !body.result)
    throw new Error(`${path} answered ${answer.status}: ${body.error?.message}`);
  return body.result.data;
}
