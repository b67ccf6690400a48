import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Pure code: no database, no network beyond this machine. */
const UNIT = [
  'server/domain/**/*.test.ts',
  'server/carriers/**/*.test.ts',
  'server/media/**/*.test.ts',
  'components/**/*.test.ts',
];

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    pool: 'forks',
    fileParallelism: true,
    maxWorkers: 2,
    projects: [
      // Thousands of cases of a property, bombs of pictures: on a machine that may be busy.
      { extends: true, test: { name: 'unit', include: UNIT, testTimeout: 30_000 } },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['{server,db,scripts}/**/*.test.ts'],
          exclude: ['**/node_modules/**', ...UNIT],
          globalSetup: ['./db/testing/global-setup.ts'],
          // Races of many rounds, on a machine that may be busy.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      // Minutes long, against the whole product: npm run test:faults.
      {
        extends: true,
        test: { name: 'faults', include: ['bench/faults/**/*.fault.test.ts'], fileParallelism: false },
      },
    ],
  },
});
