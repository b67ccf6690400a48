import { defineConfig } from '@playwright/test';

/** Journeys against real products: e2e/product.ts starts one for each worker, with a port and a state folder of its own. */
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/product.ts',
  workers: 2,
  // Two cores do everything here; a slow answer is not a wrong one.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: 'list',
  outputDir: 'test-results',
  use: {
    browserName: 'chromium',
    // Without the film: recording it costs a tenth of the run.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
