import { TRPCClientError } from '@trpc/client';

export interface ApiError {
  /** A code of the router such as NOT_FOUND; null when no answer came. */
  code: string | null;
  /** The machine word of a DomainError, such as `opted_out`. */
  reason: string | null;
  /** A sentence for a person. */
  message: string;
  /** No answer came: the network or the server is away, and trying again may help. */
  offline: boolean;
}

interface ErrorData {
  code?: string;
  reason?: string | null;
}

/** What went wrong with a call, whatever was thrown. */
export function readApiError(error: unknown): ApiError {
  if (error instanceof TRPCClientError) {
    const data = error.data as ErrorData | null;
    if (data) {
      const away = data.code === 'SERVICE_UNAVAILABLE';
      return { code: data.code ?? null, reason: data.reason ?? null, message: error.message, offline: away };
    }
  }
  return { code: null, reason: null, message: 'Waggle cannot be reached right now.', offline: true };
}
