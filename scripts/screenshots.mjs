import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { findBrowser } from './browser.mjs';
import { ensureInstalled, fail, ROOT } from './install.mjs';

// Pictures of every screen of a running product with the demo organization, for looking at:
//   node scripts/screenshots.mjs http://localhost:3000 [folder]
// Without a folder only the README's picture is made, docs/screenshots/inbox.png.
ensureInstalled();
const { chromium } = await import('@playwright/test');

const LOGIN = { email: 'anna@demo.example', password: 'waggle-dance' };
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
];
const SCHEMES = ['light', 'dark'];

const [baseUrl, folder] = process.argv.slice(2);
if (!baseUrl) fail('Usage: node scripts/screenshots.mjs <base url> [folder]');

const browser = await chromium.launch({
  executablePath: await findBrowser().catch((error) => fail(error.message)),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  const session = await signIn();
  if (folder) {
    await mkdir(folder, { recursive: true });
    for (const size of SIZES) for (const scheme of SCHEMES) await shootAll(session, size, scheme);
  } else {
    await shootReadme(session);
  }
} finally {
  await browser.close();
}

async function signIn() {
  const context = await browser.newContext({ baseURL: baseUrl });
  const answer = await context.request.post('/api/auth/sign-in/email', {
    headers: { origin: new URL(baseUrl).origin, 'x-waggle': '1' },
    data: LOGIN,
  });
  if (!answer.ok()) fail(`The demo login was refused at ${baseUrl} (${answer.status()}).`);
  const session = await context.storageState();
  await context.close();
  return session;
}

async function shootAll(session, size, scheme) {
  const shoot = (page, name) => save(page, path.join(folder, `${name}-${size.width}-${scheme}.png`));
  const stranger = await open(null, size, scheme, '/login');
  await shoot(stranger, 'login');
  await stranger.context().close();

  const page = await open(session, size, scheme, '/inbox');
  await page.getByRole('option').first().waitFor();
  await shoot(page, 'inbox');
  await startConversation(page);
  await shoot(page, 'create');
  await page.keyboard.press('Escape');
  await openConversation(page);
  await shoot(page, 'conversation');
  await page.goto('/simulator');
  await page.getByRole('heading').first().waitFor();
  await shoot(page, 'simulator');
  await page.context().close();
}

async function shootReadme(session) {
  const page = await open(session, SIZES[0], 'light', '/inbox');
  await page.getByRole('option', { name: /Josefa/ }).click();
  await page.getByRole('log').waitFor();
  const composer = page.getByRole('textbox', { name: /^Message to/ });
  await composer.fill('Great – Jonas will ring you ten minutes before he arrives.');
  await save(page, path.join(ROOT, 'docs', 'screenshots', 'inbox.png'));
  await composer.fill('');
  await page.getByText('Draft saved').waitFor({ state: 'hidden' });
}

async function open(session, size, colorScheme, address) {
  const context = await browser.newContext({
    baseURL: baseUrl,
    viewport: size,
    colorScheme,
    locale: 'en-US',
    timezoneId: 'America/New_York',
    ...(size.width < 640 ? { hasTouch: true, isMobile: true, deviceScaleFactor: 2 } : {}),
    ...(session ? { storageState: session } : {}),
  });
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

async function openConversation(page) {
  await page.getByRole('option').first().click();
  await page.getByRole('log').waitFor();
}

async function startConversation(page) {
  await page.getByRole('button', { name: 'New' }).first().click();
  await page.getByRole('menuitem', { name: 'Create SMS conversation' }).click();
  await page.getByRole('dialog').waitFor();
}

/** Once fonts are there and everything that moves stands still. */
async function save(page, file) {
  await page.evaluate(() => document.fonts.ready);
  // The live stream never lets the network fall idle; skeletons are gone well before this.
  await page.waitForTimeout(700);
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
  console.log(file);
}
