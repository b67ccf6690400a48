export const ROLES = ['agent', 'supervisor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Lowest to highest. */
export const LICENCES = ['basic', 'essential', 'business', 'premium'] as const;
export type Licence = (typeof LICENCES)[number];

/** Those with which a person may send and receive (manual, item 20). */
export const TEXTING_LICENCES: readonly Licence[] = ['business', 'premium'];

export function licenceSuffices(licence: Licence): boolean {
  return TEXTING_LICENCES.includes(licence);
}

/** Whether a person may send and receive at this moment. */
export function mayText({ active, licence }: { active: boolean; licence: Licence }): boolean {
  return active && licenceSuffices(licence);
}

/** Whether a change of one person leaves an organization without anybody who can administer it. */
export function leavesNoAdmin(
  before: Administering,
  after: Administering,
  others: readonly Administering[],
): boolean {
  return administers(before) && !administers(after) && !others.some(administers);
}

interface Administering {
  role: Role;
  active: boolean;
}

const administers = ({ role, active }: Administering) => role === 'admin' && active;
