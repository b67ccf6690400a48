/** The colours of Services' dots, as the theme names them; given out in turn, so that neighbours differ. */
export const SERVICE_COLORS = ['blue', 'orange', 'green', 'violet', 'pink', 'teal'] as const;

/** The colour of the Service that is made when there are `existing` already. */
export function nextServiceColor(existing: number): string {
  return SERVICE_COLORS[existing % SERVICE_COLORS.length] ?? SERVICE_COLORS[0];
}
