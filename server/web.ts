import { loadConfig } from './config';
import { createLogger } from './log';
import { preparePages } from './pages';
import { startWeb } from './start-web';
import { onStopSignal } from './stop-signals';

/** The web process: pages, /api, live streams. Its settings are the environment (server/config.ts). */
const config = loadConfig();
const log = createLogger(config);

process.on('unhandledRejection', (error) => {
  log.fatal({ err: error }, 'a promise failed unheard');
  process.exit(1); // the supervisor starts us anew; going on in an unknown state would be worse
});

const pages = await preparePages({ dev: config.dev, port: config.port });
const web = await startWeb(config, pages, log).catch((error) => {
  log.fatal({ err: error }, 'the web process cannot start');
  process.exit(1);
});
log.info({ port: web.port, publicUrl: config.publicUrl }, 'web is ready');

onStopSignal(async (reason) => {
  log.info({ reason }, 'web is stopping');
  await web.stop();
  log.info('web has stopped');
});
