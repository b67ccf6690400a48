import { findBrowser } from './browser.mjs';
import { ensureInstalled, fail } from './install.mjs';
import { bin, run } from './steps.mjs';

// The browser journeys of e2e/, with a browser brought along. Arguments go to Playwright.
ensureInstalled();
const browser = await findBrowser().catch((error) => fail(error.message));
const { code } = await run(bin('playwright'), ['test', ...process.argv.slice(2)], {
  show: true,
  env: { CHROMIUM_PATH: browser },
});
process.exit(code);
