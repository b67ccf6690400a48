import { ensureInstalled, registerTypeScript } from './install.mjs';

// npm run -s waggle -- <command>: the operator's door (server/cli.ts).
ensureInstalled();
await registerTypeScript();
const { runCli } = await import('../server/cli.ts');
await runCli(process.argv.slice(2));
