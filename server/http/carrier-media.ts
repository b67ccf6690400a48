import type { Keyring } from '@/server/carriers/sealed-credentials';
import { type Box, inOrganization } from '@/server/context';
import { carrierFileName } from '@/server/domain/media/file-name';
import { CARRIER_MEDIA_PATH, readCarrierGrant } from '@/server/media/carrier-address';
import type { MediaStorage } from '@/server/media/storage';
import { openFileForCarrier } from '@/server/usecases/media/open-file';
import type { Handler } from './exchange';
import { sendFile } from './send-file';
import { notFound } from './send-json';

/**
 * GET /api/media/c/<grant>[/<name>]: where a carrier fetches a file of a message that we gave it. The address is the right: it
 * cannot be guessed, opens one file, and ends after a day. 404 for every other address, whatever is wrong with it.
 */
export function carrierMediaHandler(box: Box, keyring: Keyring, storage: MediaStorage): Handler {
  return async (req, res, { path }) => {
    const [address = ''] = path.slice(CARRIER_MEDIA_PATH.length).split('/', 1);
    const grant = readCarrierGrant(keyring, address, box.clock());
    if (!grant) throw notFound();
    const { organizationId, fileId } = grant;
    const file = await inOrganization(box, organizationId, { kind: 'carrier' }, (ctx) =>
      openFileForCarrier(ctx, { fileId }),
    );
    // Carriers are not our pages.
    res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    await sendFile(req, res, {
      storage,
      organizationId,
      file: { ...file, name: carrierFileName(file.name) },
      copy: 'whole',
    });
  };
}
