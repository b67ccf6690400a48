'use client';

import type { ReactNode } from 'react';

export interface Toast {
  message: ReactNode;
  /** A fault stays until it is closed; everything else goes after five seconds. */
  fault?: boolean;
}

/** Shows one line for a moment. What draws it is loaded with the first one. */
export async function showToast({ message, fault = false }: Toast): Promise<void> {
  const { notifications } = await import('@mantine/notifications');
  notifications.show({ message, ...(fault ? { color: 'red', autoClose: false } : {}) });
}
