/** So many are remembered. */
const MOST = 5;
const keyOf = (userId: string) => `waggle.palette.${userId}`;

/** The ids that this person chose last on this device, the latest first. */
export function recentIds(userId: string): string[] {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(keyOf(userId)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string').slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function rememberId(userId: string, id: string): void {
  const ids = [id, ...recentIds(userId).filter((other) => other !== id)].slice(0, MOST);
  try {
    window.localStorage.setItem(keyOf(userId), JSON.stringify(ids));
  } catch {
    // A full or forbidden storage: nothing is remembered.
  }
}
