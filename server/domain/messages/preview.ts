/** As much of a message as a list row can show, in UTF-16 units. */
const PREVIEW_LENGTH = 140;

/** One line of a message for the list: white space folded, never half a surrogate pair. */
export function previewOf(body: string): string {
  const line = body.replace(/\s+/g, ' ').trim();
  if (line.length <= PREVIEW_LENGTH) return line;
  const cut = line.slice(0, PREVIEW_LENGTH - 1);
  const last = cut.charCodeAt(cut.length - 1);
  const whole = last >= 0xd800 && last <= 0xdbff ? cut.slice(0, -1) : cut;
  return `${whole}…`;
}
