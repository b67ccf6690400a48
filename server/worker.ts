import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@/db/client';
import { connectionOpener } from './carriers/open-connection';
import { loadConfig } from './config';
import { notifyDoorbell } from './events/notify-doorbell';
import { createLogger } from './log';
import { CARRIER_MEDIA_PATH, grantToCarrier } from './media/carrier-address';
import { FileReader } from './media/file-reader';
import { openStorage } from './media/open-storage';
import { Spool } from './media/spool';
import { onStopSignal } from './stop-signals';
import { runWorker } from './worker/run-worker';

/** The worker process: hands messages to carriers and does the chores. Any number of them may run. */
const config = loadConfig();
const log = createLogger(config);
const onError = (error: unknown) => log.error({ err: error }, 'fault in the background');

process.on('unhandledRejection', (error) => {
  log.fatal({ err: error }, 'a promise failed unheard');
  process.exit(1);
});

const database = openDatabase({ url: config.databaseUrl, onError });
const doorbell = notifyDoorbell(config.databaseUrl, onError);
const box = { database, doorbell, clock: () => new Date() };
// The simulated carrier stands on our own web process, next door.
const ownUrl = `http://127.0.0.1:${config.port}`;
const openConnection = connectionOpener(config.keyring, ownUrl);
const publicUrl = config.publicUrl.replace(/\/+$/, '');
const { storage, spoolDir } = await openStorage(config.mediaUrl, config.stateDir);
const media = { storage, spool: new Spool(spoolDir), reader: new FileReader() };
/** Where a carrier fetches a file of a message, below our address. */
const mediaPath = (organizationId: number, fileId: string, messageId: string) =>
  `${CARRIER_MEDIA_PATH}${grantToCarrier(config.keyring, { organizationId, fileId, messageId }, new Date())}`;

const worker = runWorker({
  databaseUrl: config.databaseUrl,
  log,
  tools: {
    box,
    openConnection,
    statusUrl: (connection, messageId) =>
      `${publicUrl}/api/webhooks/${connection.webhookToken}/status?m=${messageId}`,
    mediaUrl: (...file) => `${publicUrl}${mediaPath(...file)}`,
    pause: (attempt) => sleep(Math.min(250 * 2 ** attempt, 5_000)),
  },
  simulator: { box, openConnection, webBaseUrl: ownUrl, mediaPath, media },
});
storage.check().catch((error: unknown) => log.error({ err: error }, 'files cannot be stored'));
log.info('worker is ready');

onStopSignal(async (reason) => {
  log.info({ reason }, 'worker is stopping');
  await worker.stop();
  media.reader.close();
  await doorbell.close();
  await database.close();
  log.info('worker has stopped');
});
