/** A number of a contact. */
export interface ContactNumber {
  /** E.164, or the sender's name or short code as received. */
  customer: string;
  /** "mobile", "work"; '' when nobody said. */
  label: string;
}

/** A person outside, as screens see them. */
export interface ContactView {
  id: string;
  name: string;
  numbers: ContactNumber[];
  /** Those of the numbers that want no texts from at least one of ours. */
  optedOut: string[];
  /** Those of the numbers that are blocked. */
  blocked: string[];
  notes: string;
  /** Custom fields by their names. */
  fields: Record<string, string>;
  labelIds: string[];
  /** Rises with each change. */
  version: number;
}

/** How much a contact may hold: texts in UTF-16 units, lists in entries. */
export const CONTACT_LIMITS = {
  name: 100,
  /** Of one number. */
  label: 30,
  notes: 5000,
  numbers: 20,
  fields: 30,
  /** The value of one field. */
  field: 500,
} as const;
