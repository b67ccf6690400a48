/**
 * Credentials with a whole `apiBaseUrl`. One stored as a path stands on our own server: the simulated
 * carrier's API, which moves when the port does.
 * @param ownUrl our own server as the worker reaches it, such as http://127.0.0.1:3000
 */
export function withOwnAddress(credentials: unknown, ownUrl: string): unknown {
  if (typeof credentials !== 'object' || credentials === null || !('apiBaseUrl' in credentials))
    return credentials;
  const { apiBaseUrl } = credentials;
  if (typeof apiBaseUrl !== 'string' || !/^\/(?!\/)/.test(apiBaseUrl)) return credentials;
  return { ...credentials, apiBaseUrl: `${ownUrl.replace(/\/+$/, '')}${apiBaseUrl}` };
}
