import { defineConfig } from '@playwright/test';

/** Journeys against the real product, which e2e/product.ts starts on a port and a state folder of its own. */
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/product.ts',
  workers: 1,
  // Two cores do everything here; a slow answer is not a wrong one.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: 'list',
  outputDir: 'test-results',
  use: {
    browserName: 'chromium',
    trace: 'retain-on-failure',
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
