export const ROLES = ['agent', 'supervisor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Lowest to highest. Only business and premium may send and receive (manual, item 20). */
export const LICENCES = ['basic', 'essential', 'business', 'premium'] as const;
export type Licence = (typeof LICENCES)[number];

export function licenceSuffices(licence: Licence): boolean {
  return licence === 'business' || licence === 'premium';
}
