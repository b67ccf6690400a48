import { ensureInstalled, fail, registerTypeScript } from './install.mjs';

// npm run db:migrate, npm run db:reset
ensureInstalled();
await registerTypeScript();
const { migrateOnly, resetEmbedded } = await import('./launch/database-commands.ts');
const commands = { migrate: migrateOnly, reset: resetEmbedded };
const command = commands[process.argv[2] ?? ''];
if (!command) fail('Say migrate or reset.');
await command().catch((error) => fail(error.message));
