/** Where a stored file is; access is asked at every fetch. */
export function fileAddress(fileId: string): string {
  return `/api/media/${fileId}`;
}

/** A picture's small copy. */
export function smallAddress(fileId: string): string {
  return `/api/media/${fileId}?small`;
}

/** The browser saves it under its name, whatever it is. */
export function saveAddress(fileId: string): string {
  return `/api/media/${fileId}?save`;
}
