/** The value, or undefined for what is no JSON: the schema behind it then refuses both alike. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
