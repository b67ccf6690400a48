import { gzipSync } from 'node:zlib';
import { type BrowserContext, chromium, type Page, type Response } from '@playwright/test';
import { DEMO_PASSWORD, DEMO_USERS } from '@/db/seed/demo-organization';
import { startProduct } from './rig/product';
import { quantile } from './rig/quantile';

const { findBrowser } = await import('../scripts/browser.mjs');
const LOADS = 7;
const CLICKS = 10;
/** How much slower than this machine's the processor of a reader is taken to be. */
const SLOW_DOWN = 4;

interface Timings {
  lcp: number;
  /** The longest event of each interaction, in milliseconds, by the browser's number for it. */
  interactions: Record<number, number>;
}

const product = await startProduct({ SEED: 'demo' });
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  const context = await signedIn();
  await context.addInitScript(observe);
  const lcps: number[] = [];
  for (let load = 0; load < LOADS; load += 1) {
    const page = await openInbox(context);
    lcps.push((await readTimings(page)).lcp);
    await page.close();
  }

  const page = await openInbox(context);
  await use(page);
  const interactions = Object.values((await readTimings(page)).interactions);
  console.log(
    JSON.stringify({
      bench: 'web',
      ...(await weighScripts(context)),
      slowDown: SLOW_DOWN,
      lcpMs: quantile(lcps, 0.5),
      lcpWorstMs: quantile(lcps, 1),
      interactions: interactions.length,
      interactionMs: quantile(interactions, 0.5),
      // Of fewer than fifty the worst one is INP (web.dev/articles/inp).
      inpMs: quantile(interactions, 1),
    }),
  );
} finally {
  await browser.close();
  await product.discard();
}

async function signedIn(): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    baseURL: product.baseUrl,
  });
  const answer = await context.request.post('/api/auth/sign-in/email', {
    headers: { origin: product.baseUrl },
    data: { email: DEMO_USERS[0]?.email, password: DEMO_PASSWORD },
  });
  if (!answer.ok()) throw new Error(`the demo login was answered ${answer.status()}`);
  return context;
}

/** The inbox as a first visit sees it: nothing cached, a slow processor. */
async function openInbox(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOW_DOWN });
  await page.goto('/inbox', { waitUntil: 'load' });
  await page.getByRole('option').first().waitFor();
  // The largest paint may still be to come; nothing tells when it has been.
  await page.waitForTimeout(2_000);
  return page;
}

/**
 * Kilobytes of script that a first visit brings: up to the load event, and what the page then fetches by
 * itself while it is already of use. Gzipped by us, since in earnest a proxy does that.
 */
async function weighScripts(
  context: BrowserContext,
): Promise<{ scripts: number; firstKB: number; laterKB: number }> {
  const page = await context.newPage();
  const answers: Response[] = [];
  page.on('response', (answer) => {
    if (answer.request().resourceType() === 'script') answers.push(answer);
  });
  await page.goto('/inbox', { waitUntil: 'load' });
  await page.getByRole('option').first().waitFor();
  await page.waitForTimeout(2_000);
  const loadEventAt = await page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation');
    return (
      performance.timeOrigin + ((navigation as PerformanceNavigationTiming | undefined)?.loadEventStart ?? 0)
    );
  });
  let first = 0;
  let later = 0;
  for (const answer of answers) {
    const size = gzipSync(await answer.body()).length;
    if (answer.request().timing().startTime <= loadEventAt) first += size;
    else later += size;
  }
  await page.close();
  return {
    scripts: answers.length,
    firstKB: Math.round(first / 100) / 10,
    laterKB: Math.round(later / 100) / 10,
  };
}

/** Opens conversations and writes, as an agent does. */
async function use(page: Page): Promise<void> {
  const rows = page.getByRole('option');
  for (let click = 0; click < CLICKS; click += 1) {
    await rows.nth(1 + (click % 5)).click();
    await page.getByRole('article').last().waitFor();
    await page.waitForTimeout(300);
  }
  const composer = page.getByRole('textbox', { name: /^Message to/ });
  await composer.click();
  await composer.pressSequentially('Good morning', { delay: 80 });
  await page.waitForTimeout(500);
}

/** Runs in the page before anything else. */
function observe(): void {
  const timings: Timings = { lcp: 0, interactions: {} };
  Reflect.set(window, 'timings', timings);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) timings.lcp = entry.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  const init = { type: 'event', buffered: true, durationThreshold: 16 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const id = Reflect.get(entry, 'interactionId') as number;
      if (id > 0) timings.interactions[id] = Math.max(timings.interactions[id] ?? 0, entry.duration);
    }
  }).observe(init);
}

function readTimings(page: Page): Promise<Timings> {
  return page.evaluate(() => Reflect.get(window, 'timings') as Timings);
}
