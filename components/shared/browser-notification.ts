export interface ShownNotification {
  title: string;
  body: string;
  /** A later one with the same tag takes its place. */
  tag: string;
  onClick: () => void;
}

export type NotificationLeave = NotificationPermission | 'missing';

/** Whether this browser may show notifications; `missing` where it has none (a page without https). */
export function notificationLeave(): NotificationLeave {
  return 'Notification' in window ? Notification.permission : 'missing';
}

/** Shows one where that is allowed. The sound is ours, so the system makes none. */
export function showNotification({ title, body, tag, onClick }: ShownNotification): void {
  if (notificationLeave() !== 'granted') return;
  try {
    const shown = new Notification(title, { body, tag, silent: true, icon: '/icon.svg' });
    shown.onclick = () => {
      window.focus();
      shown.close();
      onClick();
    };
  } catch {
    // Chrome for Android has the class and throws on its use; there the sound remains.
  }
}
