import { FEATURE_MINIMUMS, type Feature, versionSupports } from '../organizations/platform-version';
import { regionSupportsTwoWaySms } from '../organizations/region';
import { type Reason, sayReason } from './say';

interface Organization {
  /** ISO 3166-1 alpha-2. */
  region: string;
  platformVersion: string;
}

/** Why an organization cannot have conversations of Services (manual, items 43 and 44); null when it can. */
export function serviceConversationsBlocked(organization: Organization): Reason | null {
  return reasonsAgainstTexting('serviceConversations', organization)[0] ?? null;
}

/** What in the organization's own settings forbids a kind of texting: its region, its platform version. */
export function reasonsAgainstTexting(feature: Feature, { region, platformVersion }: Organization): Reason[] {
  const reasons: Reason[] = [];
  if (!regionSupportsTwoWaySms(region)) reasons.push(sayReason('region_unsupported', { region }));
  if (!versionSupports(platformVersion, feature)) {
    reasons.push(
      sayReason('version_too_low', { needed: FEATURE_MINIMUMS[feature], current: platformVersion }),
    );
  }
  return reasons;
}
