/** As long as any screen or carrier needs; UTF-16 units. */
const MAX_LENGTH = 120;
/**
 * Controls, characters that turn the reading direction or are not seen ("invoice<RLO>gpj.exe"), and what some system reads
 * as part of a path.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}<>:"/\\|?*]/gu;
/** Names that are devices on Windows, with any extension. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A name to show and to save a file under, whatever somebody claimed: no path, no hidden characters, not too long, with
 * the extension that its content calls for. It is never used for storing.
 * @param extension without the dot
 */
export function safeFileName(claimed: string, extension: string): string {
  const last = claimed.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const cleaned = last
    .replace(UNSAFE, '')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const stem = withoutExtension(cleaned, extension);
  const named = stem === '' || DEVICE.test(stem) ? `file ${stem}`.trim() : stem;
  return `${shortened(named, MAX_LENGTH - extension.length - 1)}.${extension}`;
}

function withoutExtension(name: string, extension: string): string {
  const dot = name.lastIndexOf('.');
  // "holiday.heic" that was made a JPEG becomes "holiday.jpg"; "v1.2 final" stays whole.
  const looksLikeOne =
    dot > 0 && (/^[a-z0-9]{2,5}$/i.test(name.slice(dot + 1)) || name.endsWith(`.${extension}`));
  return (looksLikeOne ? name.slice(0, dot) : name).replace(/[. ]+$/, '');
}

function shortened(text: string, limit: number): string {
  return text.length <= limit
    ? text
    : text
        .slice(0, limit)
        .toWellFormed()
        .replace(/[\ufffd. ]+$/, '');
}

/** What Twilio asks for, and no other carrier minds: https://www.twilio.com/docs/messaging/guides/accepted-mime-types. */
const CARRIER_NAME_LENGTH = 20;

/**
 * A name for carriers, and the telephones behind them, that choke on others: letters, digits, hyphens and one dot.
 * @param name one that is safe already; see safeFileName
 */
export function carrierFileName(name: string): string {
  const [, stem = '', extension = ''] = /^(.*?)(\.[a-z0-9]{1,8})?$/is.exec(name) ?? [];
  const plain = stem
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/gi, '-')
    .slice(0, CARRIER_NAME_LENGTH - extension.length)
    .replace(/^-+|-+$/g, '');
  return `${plain || 'file'}${extension}`;
}

/** More than any file system takes; a header without end would not be read. UTF-16 units. */
const HEADER_LENGTH = 250;

/** Content-Disposition by RFC 6266: a plain name for old readers, the whole one in UTF-8 for the others. */
export function contentDisposition(kind: 'inline' | 'attachment', whole: string): string {
  // The end holds the extension.
  const name = whole.slice(-HEADER_LENGTH);
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
