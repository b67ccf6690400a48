import { ensureInstalled, ROOT, registerTypeScript } from './install.mjs';

// npm run -s waggle -- <command>: the operator's door (server/cli.ts).
ensureInstalled();
await registerTypeScript();
const { keysText, readSettings } = await import('./launch/settings.ts');
const { runCli } = await import('../server/cli.ts');
const config = readSettings(ROOT);
process.exitCode = await runCli(process.argv.slice(2), config, () => keysText(config));
