import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { DEMO_PASSWORD, DEMO_USERS } from '@/db/seed/demo-organization';
import { lookInside } from './rig/look-inside';
import { startProduct } from './rig/product';
import { quantile } from './rig/quantile';
import { WATCH_FRAMES } from './rig/watch-frames';

const { findBrowser } = await import('../scripts/browser.mjs');
/** Messages of the thread, and how many of them have been scrolled up to before somebody types. */
const THREAD = 10_000;
const LOADED = 2_000;
/** How much slower than this machine's the processor of a reader is taken to be, in turn. */
const SLOW_DOWNS = [1, 4];
const TEXT = 'Good morning, the part has come in and the technician has it in the van. ';

const product = await startProduct({ SEED: 'demo' });
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  const conversationId = await growThread(product.databaseUrl());
  const context = await signedIn();
  const page = await context.newPage();
  await page.goto(`/inbox/${conversationId}`);
  await page.getByRole('article').last().waitFor();
  const loaded = await scrollUp(page);
  const frames: Record<string, { p50: number; p95: number; worst: number }> = {};
  for (const rate of SLOW_DOWNS) {
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate });
    frames[`slowDown ${rate}`] = await typeAndWatch(page);
  }
  console.log(JSON.stringify({ bench: 'typing', thread: THREAD, loaded, keys: TEXT.length, frames }));
} finally {
  await browser.close();
  await product.discard();
}

/** Makes one conversation of the demo ten thousand messages long. @returns its id */
async function growThread(databaseUrl: string): Promise<string> {
  const { client } = await lookInside(databaseUrl);
  const { rows } = await client.query<{ id: string }>(`
    select c.id from conversations c join services s on s.organization_id = c.organization_id and s.id = c.service_id
    where s.name = 'Support' and c.state = 'open' and not exists (select from opt_outs o
      where o.organization_id = c.organization_id and o.customer = c.customer and o.opted_out_at is not null)
    order by c.last_message_at desc limit 1`);
  const id = rows[0]?.id ?? '';
  await client.query(
    `insert into messages (organization_id, id, conversation_id, inbox_id, seq, direction, channel, body, status,
       segments, encoding, created_at)
     select c.organization_id, gen_random_uuid(), c.id, c.inbox_id, c.last_seq + n, 'in', 'sms',
       'Message ' || n || ' of a long talk about a dishwasher and its parts', 'received', 1, 'GSM-7',
       now() - (${THREAD} - n) * interval '7 minutes'
     from conversations c, generate_series(1, ${THREAD} - c.last_seq) as n where c.id = $1`,
    [id],
  );
  await client.query(`update conversations set last_seq = ${THREAD}, preview_seq = ${THREAD} where id = $1`, [
    id,
  ]);
  await client.end();
  return id;
}

async function signedIn(): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    baseURL: product.baseUrl,
  });
  const answer = await context.request.post('/api/auth/sign-in/email', {
    headers: { origin: product.baseUrl },
    data: { email: DEMO_USERS[0]?.email, password: DEMO_PASSWORD },
  });
  if (!answer.ok()) throw new Error(`the demo login was answered ${answer.status()}`);
  return context;
}

/** As a reader who looks for something old. @returns how many messages stand in the page then */
async function scrollUp(page: Page): Promise<number> {
  const count = () => page.getByRole('article').count();
  let before = await count();
  while (before < LOADED) {
    // The thread counts from its end (components/messages/use-thread-scroll).
    await page.getByRole('log').evaluate((log) => log.scrollTo({ top: -1e9 }));
    for (let tries = 0; (await count()) === before; tries += 1) {
      if (tries > 200) throw new Error(`only ${before} messages came`);
      await page.waitForTimeout(50);
    }
    before = await count();
  }
  return before;
}

/** Types as fast as people do and measures every frame meanwhile (milliseconds). */
async function typeAndWatch(page: Page) {
  const composer = page.getByRole('textbox', { name: /^Message to/ });
  await composer.fill('');
  await composer.click();
  await page.waitForTimeout(1_000);
  await page.evaluate(WATCH_FRAMES);
  await composer.pressSequentially(TEXT, { delay: 90 });
  const frames = await page.evaluate((): unknown => Reflect.get(window, 'frames_'));
  const times = frames as number[];
  return { p50: quantile(times, 0.5), p95: quantile(times, 0.95), worst: quantile(times, 1) };
}
