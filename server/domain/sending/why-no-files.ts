import { FEATURE_MINIMUMS, versionSupports } from '../organizations/platform-version';
import { type Reason, sayReason } from './say';

interface Facts {
  organization: { region: string; platformVersion: string };
  number: { country: string };
  conversation: { kind: 'service' | 'direct' };
}

/** Where MMS exists: between numbers of these countries (manual, items 6, 55 and 67). ISO 3166-1 alpha-2. */
const MMS_COUNTRIES: ReadonlySet<string> = new Set(['US', 'CA']);

/**
 * Why files cannot be sent in this conversation, whatever they are; null when they can. Our number's own country counts,
 * and besides it the region of the organization (domain facts, traps 2 and 44).
 */
export function whyNoFiles({ organization, number, conversation }: Facts): Reason | null {
  if (conversation.kind === 'direct') return sayReason('files_in_direct_chat');
  if (!MMS_COUNTRIES.has(number.country)) return sayReason('files_from_other_country');
  if (!MMS_COUNTRIES.has(organization.region))
    return sayReason('files_in_other_region', { region: organization.region });
  if (!versionSupports(organization.platformVersion, 'mms')) {
    return sayReason('version_too_low', {
      needed: FEATURE_MINIMUMS.mms,
      current: organization.platformVersion,
    });
  }
  return null;
}
