/** What kind of number one of ours is. A US number is `local` whether or not it is in a mobile phone. */
export const NUMBER_KINDS = ['local', 'mobile', 'toll_free'] as const;
export type NumberKind = (typeof NUMBER_KINDS)[number];
