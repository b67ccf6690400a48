import { gzipSync } from 'node:zlib';
import { chromium } from '@playwright/test';
import { DEMO_PASSWORD, DEMO_USERS } from '@/db/seed/demo-organization';
import { startProduct } from './rig/product';
import { quantile } from './rig/quantile';

const { findBrowser } = await import('../scripts/browser.mjs');
/** Tries of one page load, and of one click; the figures are their medians and worst. */
const LOADS = 5;
const CLICKS = 12;
const SLOW_DOWN = 4;

interface Timings {
  lcp: number;
  events: number[];
}

const product = await startProduct({ SEED: 'demo' });
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    baseURL: product.baseUrl,
  });
  await context.request.post('/api/auth/sign-in/email', {
    headers: { origin: product.baseUrl },
    data: { email: DEMO_USERS[0]?.email, password: DEMO_PASSWORD },
  });
  await context.addInitScript(() => {
    const timings: Timings = { lcp: 0, events: [] };
    Reflect.set(window, 'timings', timings);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) timings.lcp = entry.startTime;
    }).observe({ type: 'largest-contentful-paint', buffered: true });
    new PerformanceObserver((list) => {
      // Only those of an interaction count, as for INP.
      for (const entry of list.getEntries())
        if (Reflect.get(entry, 'interactionId') > 0) timings.events.push(entry.duration);
    }).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
  });

  const lcps: number[] = [];
  const events: number[] = [];
  let scriptBytes = 0;
  let scripts = 0;
  for (let load = 0; load < LOADS; load += 1) {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOW_DOWN });
    const sizes: Promise<number>[] = [];
    page.on('response', (answer) => {
      if (answer.request().resourceType() === 'script')
        sizes.push(answer.body().then((body) => gzipSync(body).length));
    });
    await page.goto('/inbox');
    const rows = page.locator('a[href^="/inbox/"]');
    await rows.first().waitFor();
    await page.waitForLoadState('load');
    await page.waitForTimeout(1_000);
    if (load === 0) {
      const all = await Promise.all(sizes);
      scripts = all.length;
      scriptBytes = all.reduce((sum, size) => sum + size, 0);
    }
    // The largest paint is settled by the first click.
    lcps.push((await readTimings()).lcp);
    if (load === LOADS - 1) {
      for (let click = 0; click < CLICKS; click += 1) {
        await rows.nth(click % Math.min(6, await rows.count())).click();
        await page.waitForTimeout(400);
      }
      await page.getByRole('textbox').last().pressSequentially('Good morning', { delay: 60 });
      await page.waitForTimeout(500);
      events.push(...(await readTimings()).events);
    }
    await page.close();

    function readTimings(): Promise<Timings> {
      return page.evaluate(() => Reflect.get(window, 'timings') as Timings);
    }
  }
  console.log(
    JSON.stringify({
      bench: 'web',
      scripts,
      gzipKB: Math.round(scriptBytes / 100) / 10,
      slowDown: SLOW_DOWN,
      lcpMedianMs: quantile(lcps, 0.5),
      lcpWorstMs: quantile(lcps, 1),
      interactions: events.length,
      interactionMedianMs: quantile(events, 0.5),
      interactionWorstMs: quantile(events, 1),
    }),
  );
} finally {
  await browser.close();
  await product.discard();
}
