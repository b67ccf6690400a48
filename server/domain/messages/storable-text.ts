/**
 * What a customer wrote, fit for the database: Postgres takes no NUL and UTF-8 no lone surrogate. Each
 * becomes U+FFFD, so that a strange message is kept rather than lost.
 */
export function storableText(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD').toWellFormed();
}
