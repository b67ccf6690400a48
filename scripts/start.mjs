import { ensureInstalled, registerTypeScript } from './install.mjs';

// npm start: from a fresh clone to a running product. Nothing may be imported before it is installed.
ensureInstalled();
await registerTypeScript();
const { launch } = await import('./launch/launch.ts');
await launch({ dev: process.argv.includes('--dev') });
