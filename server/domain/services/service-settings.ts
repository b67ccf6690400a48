import type { BusinessHours } from '../hours/business-hours';
import type { ServiceRouting } from '../routing/service-routing';

/** A Service as an admin sets it up. */
export interface ServiceSettings {
  id: string;
  version: number;
  name: string;
  color: string;
  /** Its SMS number; null = it has none yet. */
  e164: string | null;
  memberIds: string[];
  managerId: string | null;
  /** Null = always open. */
  businessHours: BusinessHours | null;
  awayText: string | null;
  /** Open minutes; null = nobody is called in. */
  escalateAfterMinutes: number | null;
  autoAssign: boolean;
  /** Null = all its members hear its customers. */
  routing: ServiceRouting | null;
}
